"""Reads what copydesk wrote with a reader that others wrote, and prints what that reader understood, as JSON.

    python read.py csv|parquet|web-annotation|brat|conllu PATH

Ends with status 3 where the reader is not installed: pip install -r requirements.txt.
"""

import csv
import json
import sys
import types
from pathlib import Path

HERE = Path(__file__).parent


def read_csv(path):
    """Rows as Python's csv module has them."""
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, strict=True))


def read_parquet(path):
    """Rows and the types of the columns as Apache Arrow's reader has them."""
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(path)
    table.validate(full=True)
    types_of = {field.name: str(field.type) for field in table.schema}
    groups = pyarrow.parquet.ParquetFile(path).num_row_groups
    return {"rows": table.to_pylist(), "types": types_of, "groups": groups}


def read_web_annotation(path):
    """The collection and its annotations after JSON-LD expansion, with full names of properties."""
    from pyld import jsonld

    context = json.loads((HERE / "anno.jsonld").read_text(encoding="utf-8"))

    def load(url, _options):
        if url != "http://www.w3.org/ns/anno.jsonld":
            raise ValueError(f"a context that the standard does not name: {url}")
        return {"contextUrl": None, "documentUrl": url, "document": context, "contentType": "application/ld+json"}

    document = json.loads(Path(path).read_text(encoding="utf-8"))
    expanded = jsonld.expand(document, {"documentLoader": load})
    # Every statement survives as RDF only if every name is an absolute address.
    quads = jsonld.to_rdf(document, {"documentLoader": load, "format": "application/n-quads"})
    return {"expanded": expanded, "quads": len(quads.splitlines())}


def brat_modules():
    """The modules of brat's server that read and verify; it is a program, and its settings are not needed here."""
    import brat

    class Messager:
        said = []

        @classmethod
        def error(cls, message, *_):
            cls.said.append(message)

        warning = info = error

    sys.modules["config"] = types.ModuleType("config")
    sys.modules["message"] = types.ModuleType("message")
    sys.modules["message"].Messager = Messager
    sys.path.insert(0, str(Path(list(brat.__path__)[0]) / "server" / "src"))
    import annotation

    # The mode that brat asks for is gone from Python 3.11 on.
    annotation.open_textfile = lambda name, mode="r": open(name, "r", encoding="utf-8")
    import projectconfig
    import verify_annotations

    projectconfig.Messager = Messager
    return annotation, projectconfig, verify_annotations, Messager


def read_brat(path):
    """Events and notes as brat's own server has them, and what it has to say against them."""
    annotation, projectconfig, verify_annotations, messager = brat_modules()
    configuration = projectconfig.ProjectConfiguration(str(Path(path).resolve()))
    documents = []
    for ann in sorted(Path(path).glob("*.ann")):
        # As any Python program reads them, with universal line ends.
        text = ann.with_suffix(".txt").read_text(encoding="utf-8")
        read = annotation.TextAnnotations(text=text, source=ann.read_text(encoding="utf-8"))
        # Not that entities overlap: brat lets a project choose whether they may.
        checks = [verify_annotations.verify_annotation_types, verify_annotations.verify_missing_arguments,
                  verify_annotations.verify_disallowed_arguments, verify_annotations.verify_extra_arguments]
        issues = [str(issue) for check in checks for issue in check(read, configuration)]
        bounds = {bound.id: {"type": bound.type, "spans": bound.spans, "text": bound.text}
                  for bound in read.get_textbounds()}
        arguments = lambda event: [[role, bounds.get(target, target)] for role, target in event.args]
        documents.append({
            "name": ann.stem,
            "text": text,
            "failed": read.failed_lines,
            "complaints": getattr(getattr(read.messages, "messages", None), "errors", []),
            "issues": issues,
            "events": [{"id": event.id, "type": event.type, "trigger": bounds[event.trigger],
                        "arguments": arguments(event)} for event in read.get_events()],
            "notes": {note.target: note.tail.strip() for note in read.get_oneline_comments()},
        })
    return {"documents": documents, "said": messager.said}


def read_conllu(path):
    """Sentences and entities as udapi has them, the reference implementation of CorefUD's entities."""
    from udapi.core.document import Document

    document = Document()
    document.load_conllu(str(path))
    sentences = []
    for tree in document.trees:
        sentences.append({
            "id": tree.sent_id,
            "text": tree.text,
            # What the forms and SpaceAfter come to.
            "computed": tree.compute_text(),
            "words": [{"form": word.form, "lemma": word.lemma, "upos": word.upos, "xpos": word.xpos,
                       "head": word.parent.ord, "relation": word.deprel, "misc": dict(word.misc)}
                      for word in tree.descendants],
            "multiwords": [token.form for token in tree.multiword_tokens],
        })
    entities = [{"id": entity.eid, "kind": entity.etype,
                 "mentions": [{"words": " ".join(word.form for word in mention.words), "head": mention.head.form}
                              for mention in entity.mentions]}
                for entity in document.coref_entities]
    return {"sentences": sentences, "entities": entities}


READERS = {"csv": read_csv, "parquet": read_parquet, "web-annotation": read_web_annotation, "brat": read_brat,
           "conllu": read_conllu}


def main():
    _, kind, path = sys.argv
    try:
        understood = READERS[kind](path)
    except ModuleNotFoundError as error:
        print(f"the reader for {kind} is not installed: {error}", file=sys.stderr)
        return 3
    json.dump(understood, sys.stdout, default=str)
    return 0


if __name__ == "__main__":
    sys.exit(main())
