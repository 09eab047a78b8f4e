"""Counts what an SPDX 2.x document holds, over its raw text: an oracle for the reader in spdx/.

    python3 count_spdx2.py FILE...

prints for each file `path<TAB>elements<TAB>links<TAB>licenses<TAB>custom`:

    elements  packages, files and snippets; in RDF each resource once
    links     relationships that the document states as such
    licenses  declared and concluded licenses of elements, and each license found in files
    custom    extracted licenses

Needs nothing but Python 3. Written for valid documents: it neither checks nor repairs.
"""

import json
import re
import sys
import xml.etree.ElementTree as xml

LISTS = ("packages", "files", "snippets", "relationships", "hasExtractedLicensingInfos")
ELEMENTS = LISTS[:3]
ONE = ("licenseConcluded", "licenseDeclared")
SEVERAL = ("licenseInfoFromFiles", "licenseInfoInFiles", "licenseInfoInSnippets")


def result(sizes, licenses):
    elements = sum(sizes.get(name, 0) for name in ELEMENTS)
    return elements, sizes.get("relationships", 0), licenses, sizes.get("hasExtractedLicensingInfos", 0)


def count_json(text):
    document = json.loads(text)
    sizes = {name: len(document.get(name) or []) for name in LISTS}
    licenses = 0
    for name in ELEMENTS:
        for element in document.get(name) or []:
            licenses += sum(key in element for key in ONE)
            licenses += sum(len(element.get(key) or []) for key in SEVERAL)
    return result(sizes, licenses)


def count_yaml(text):
    """Block style, as every tool writes it; lists stand one item a line."""
    sizes, licenses = {}, 0
    section = inside = None  # the list of the document, the list of the element
    item_at = None  # column of the dashes of the section
    for line in text.splitlines():
        content = line.strip()
        if not content or content.startswith("#"):
            continue
        column = len(line) - len(line.lstrip())
        if column == 0 and not content.startswith("-"):
            section, inside, item_at = content.split(":")[0].strip("\"'"), None, None
            continue
        if section not in LISTS:
            continue
        if item_at is None:
            item_at = column
        if column == item_at and content.startswith("- "):
            sizes[section] = sizes.get(section, 0) + 1
            content, column, inside = content[2:].lstrip(), column + 2, None
        if section not in ELEMENTS:
            continue
        if inside and content.startswith("- ") and column >= item_at + 2:
            licenses += 1
        elif column == item_at + 2:
            key = content.split(":")[0].strip("\"'")
            licenses += key in ONE
            inside = key if key in SEVERAL else None
    return result(sizes, licenses)


def count_tag_value(text):
    text = re.sub(r"<text>.*?</text>", "", text, flags=re.DOTALL)
    tags = re.findall(r"^[ \t]*([A-Za-z]+)[ \t]*:", text, flags=re.MULTILINE)
    licenses = ("PackageLicenseConcluded", "PackageLicenseDeclared", "PackageLicenseInfoFromFiles",
                "LicenseConcluded", "LicenseInfoInFile", "SnippetLicenseConcluded",
                "LicenseInfoInSnippet")
    return (sum(tags.count(name) for name in ("PackageName", "FileName", "SnippetSPDXID")),
            tags.count("Relationship"), sum(map(tags.count, licenses)), tags.count("LicenseID"))


def local(name):
    return name.split("}")[-1]


def count_rdf(text):
    rdf = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
    elements, custom, links, licenses = set(), set(), 0, 0
    properties = ONE + ("licenseInfoFromFiles", "licenseInfoInFile", "licenseInfoInSnippet")
    for node in xml.fromstring(text).iter():
        key = node.get(rdf + "about") or node.get(rdf + "nodeID") or id(node)
        types = [local(node.tag)]
        types += [child.get(rdf + "resource", "").split("#")[-1] for child in node.findall(rdf + "type")]
        if any(name in ("Package", "File", "Snippet") for name in types):
            elements.add(key)
            licenses += sum(local(child.tag) in properties for child in node)
        elif "ExtractedLicensingInfo" in types:
            custom.add(key)
        links += local(node.tag) == "relationship"
    return len(elements), links, licenses, len(custom)


def count_xml(text):
    sizes, licenses = {}, 0
    for member in xml.fromstring(text):
        sizes[member.tag] = sizes.get(member.tag, 0) + 1
        if member.tag in ELEMENTS:
            licenses += sum(child.tag in ONE + SEVERAL for child in member)
    return result(sizes, licenses)


def count(text):
    start = text.lstrip()
    if start.startswith("{"):
        return count_json(text)
    if start.startswith("<"):
        return count_rdf(text) if "rdf:RDF" in text else count_xml(text)
    if re.search(r"^SPDXVersion:", text, flags=re.MULTILINE):
        return count_tag_value(text)
    return count_yaml(text)


for path in sys.argv[1:]:
    with open(path, encoding="utf-8-sig") as file:
        print(path, *count(file.read()), sep="\t")
