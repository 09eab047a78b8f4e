"""Counts in SPDX 3 JSON-LD documents what licet's reader has to find in them, over the raw JSON.

Usage: python3 count_spdx3.py FILE...; prints `path<TAB>elements<TAB>links<TAB>licenses<TAB>custom`:

elements  different ids of objects whose type is a package, file or snippet of any profile
links     one for every `to` of every relationship that is not about a license
licenses  one for every `to` of a relationship hasDeclaredLicense or hasConcludedLicense whose `from`
          is one of the elements
custom    different ids of CustomLicense and CustomLicenseAddition, and of texts that a customIdToUri
          names

Made for documents that are valid: it knows the compact names of the official context only.
"""
import json
import sys

ARTIFACTS = {"software_Package", "software_File", "software_Snippet", "ai_AIPackage",
             "dataset_DatasetPackage"}
CUSTOM = {"expandedlicensing_CustomLicense", "expandedlicensing_CustomLicenseAddition"}
LICENSES = {"hasDeclaredLicense", "hasConcludedLicense"}


def objects(tree):
    """All objects of a JSON tree, without recursion."""
    todo = [tree]
    while todo:
        node = todo.pop()
        if isinstance(node, dict):
            yield node
            todo.extend(node.values())
        elif isinstance(node, list):
            todo.extend(node)


def id_of(value):
    if isinstance(value, dict):
        return value.get("spdxId") or value.get("@id") or id(value)
    return value


def count(tree):
    found = list(objects(tree))
    elements = {id_of(node) for node in found if node.get("type") in ARTIFACTS}
    named = {entry.get("value") for node in found
             for entry in node.get("simplelicensing_customIdToUri", [])}
    custom = {id_of(node) for node in found if node.get("type") in CUSTOM}
    custom |= {id_of(node) for node in found
               if node.get("type") == "simplelicensing_SimpleLicensingText" and
               id_of(node) in named}
    links = licenses = 0
    for node in found:
        if not str(node.get("type")).endswith("Relationship"):
            continue
        targets = node["to"] if isinstance(node["to"], list) else [node["to"]]
        if node["relationshipType"] not in LICENSES:
            links += len(targets)
        elif id_of(node["from"]) in elements:
            licenses += len(targets)
    return len(elements), links, licenses, len(custom)


for path in sys.argv[1:]:
    with open(path, encoding="utf-8-sig") as file:
        document = json.load(file)
    print(path, *count(document), sep="\t")
