"""Reads YAML documents with PyYAML, which Ansible and many validators are built on.

Standard input: a JSON list of texts. Standard output: for each what it reads, as JSON.
"""

import json
import sys

import yaml


def read(document):
    try:
        value = yaml.safe_load(document)
        json.dumps(value, allow_nan=False)
        return {"value": value}
    except Exception as error:  # whatever it cannot read
        return {"error": " ".join(str(error).split())}


json.dump([{"PyYAML": read(each)} for each in json.load(sys.stdin)], sys.stdout)
