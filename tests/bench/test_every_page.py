"""Every page is measured: one that is not named is left out by name."""

import re

from flask import Flask

from bench.every_page import LEFT_OUT, PAGES


def test_every_page_is_measured_or_left_out_by_name(lite_app: Flask) -> None:
    adapter = lite_app.url_map.bind("127.0.0.1")
    paths = {re.sub(r"\{\w+\}", "0" * 32, path.split("?")[0]) for some in PAGES.values() for path in some}
    measured = {adapter.match(path, method="GET", return_rule=True)[0].rule for path in paths}
    read = {rule.rule for rule in lite_app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert (read - measured, measured & LEFT_OUT) == (LEFT_OUT, set())
