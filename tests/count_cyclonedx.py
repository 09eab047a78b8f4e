#!/usr/bin/env python3
"""Counts what CycloneDX documents hold, JSON and XML, over the raw text: python3 count_cyclonedx.py FILE...

Prints a line a file: path, elements, links, license statements, custom licenses, with tabs between.

elements  metadata.component; the items of `components`, `services` and of a pedigree's `ancestors`, `descendants` and
          `variants`, at any depth; a component's `data`; the datasets of a model card that are written there rather than
          referred to; components and services of `formulation`. Tools, annotators and targets of claims do not count.
links     the items of `dependsOn` and `provides` in `dependencies`; in XML, the elements inside a `dependency`.
licenses  the items of `licenses` and `evidence.licenses` of the elements.
custom    the different ids LicenseRef-… for which the details of an expression give a text or an address.
"""
import json
import sys
import xml.etree.ElementTree as ElementTree

PEDIGREE = ("ancestors", "descendants", "variants")


class Counts:
    def __init__(self):
        self.elements = self.links = self.licenses = 0
        self.custom = set()

    def detail(self, name, has_words):
        if name.startswith("LicenseRef-") and has_words:
            self.custom.add(name)


# JSON: one walk over everything, guided by the names of the members on the way.

def json_statements(counts, owner):
    lists = [owner.get("licenses", []), owner.get("evidence", {}).get("licenses", [])]
    for entry in (entry for entries in lists for entry in entries):
        counts.licenses += 1
        for detail in entry.get("expressionDetails", []):
            counts.detail(detail["licenseIdentifier"], "text" in detail or "url" in detail)


def json_element(counts, element):
    counts.elements += 1
    json_statements(counts, element)
    inside = element.get("components", []) + element.get("services", [])
    for relatives in PEDIGREE:
        inside = inside + element.get("pedigree", {}).get(relatives, [])
    if "type" in element:  # what a service calls data are flows of it
        inside = inside + element.get("data", [])
    datasets = element.get("modelCard", {}).get("modelParameters", {}).get("datasets", [])
    for child in inside + [dataset for dataset in datasets if "ref" not in dataset]:
        json_element(counts, child)


def count_json(text):
    counts = Counts()
    bom = json.loads(text)
    elements = [bom["metadata"]["component"]] if "component" in bom.get("metadata", {}) else []
    for owner in [bom] + bom.get("formulation", []):
        elements += owner.get("components", []) + owner.get("services", [])
    for element in elements:
        json_element(counts, element)
    for dependency in bom.get("dependencies", []):
        counts.links += len(dependency.get("dependsOn", [])) + len(dependency.get("provides", []))
    return counts


# XML: an element counts by its name and by the names around it.

ITEMS = {
    "component": ("components", "metadata") + PEDIGREE,
    "service": ("services",),
    "dataset": ("datasets",),
    "data": ("component",),
}
NOT_OF_THE_PRODUCT = {"tools", "annotations", "declarations", "vulnerabilities"}


def split(tag):
    namespace, _, name = tag.rpartition("}")
    return namespace.startswith("{http://cyclonedx.org/schema/"), name


def xml_walk(counts, node, path):
    ours, name = split(node.tag)
    if not ours or name in NOT_OF_THE_PRODUCT:
        return
    parent = path[-1] if path else ""
    if parent in ITEMS.get(name, ()):
        counts.elements += 1
    if parent == "licenses" and path[-2] != "metadata":
        counts.licenses += 1
    if parent == "dependency" and name in ("dependency", "provides") and "dependencies" in path:
        counts.links += 1
    if name == "details" and parent == "expression-detailed" and "metadata" not in path[-3:-2]:
        words = any(split(child.tag) in ((True, "text"), (True, "url")) for child in node)
        counts.detail(node.get("license-identifier"), words)
    for child in node:
        xml_walk(counts, child, path + [name])


def count_xml(text):
    counts = Counts()
    xml_walk(counts, ElementTree.fromstring(text), [])
    return counts


def main(paths):
    for path in paths:
        with open(path, "rb") as file:
            text = file.read()
        counts = count_xml(text) if text.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<") else count_json(text.decode("utf-8-sig"))
        print(path, counts.elements, counts.links, counts.licenses, len(counts.custom), sep="\t")


if __name__ == "__main__":
    main(sys.argv[1:])
