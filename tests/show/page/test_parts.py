import re

from sayso.show.page.parts import APP, ORDER, script, style

IMPORT = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";$', re.MULTILINE)
TOP = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)


def modules() -> dict[str, str]:
    return {name: (APP / f"{name}.js").read_text("utf-8") for name in ORDER}


def test_every_module_is_joined() -> None:
    files = {one.name.removesuffix(".js") for one in APP.iterdir() if one.name.endswith(".js")}
    assert files == set(ORDER)


def test_a_module_imports_only_from_those_before_it_and_only_what_they_export() -> None:
    seen: dict[str, str] = {}
    for name, text in modules().items():
        for names, source in IMPORT.findall(text):
            assert source in seen, f"{name} imports {source}, which comes later"
            for one in (word.strip() for word in names.split(",")):
                assert re.search(rf"^export .*\b{one}\b", seen[source], re.MULTILINE), (name, one)
        seen[name] = text


def test_what_is_imported_is_used() -> None:
    for name, text in modules().items():
        body = IMPORT.sub("", text)
        for names, _ in IMPORT.findall(text):
            for one in (word.strip() for word in names.split(",")):
                assert re.search(rf"\b{one}\b", body), (name, one)


def test_top_level_names_are_unique() -> None:
    names = [one for text in modules().values() for one in TOP.findall(text)]
    assert sorted(names) == sorted(set(names))
    browser = {"history", "location", "document", "print", "fetch", "performance", "scrollTo",
               "innerWidth", "innerHeight", "matchMedia", "addEventListener", "URL"}  # fmt: skip
    assert not browser.intersection(names)  # a name of ours would hide the browser's


def test_nothing_is_left_of_the_modules() -> None:
    assert not re.search(r"^(import|export)\b", script(), re.MULTILINE)


def test_no_door_for_hostile_text() -> None:
    for door in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(",
                 "new Function", "DOMParser", "srcdoc", "javascript:"):  # fmt: skip
        assert door not in script(), door
    assert "url(" not in style()
    assert "@import" not in style()


def test_modules_are_small() -> None:
    for name, text in modules().items():
        assert text.count("\n") < 250, name
