"""The ledgers of a build without rows: they are made, and what they hold stays."""

import duckdb


def test_a_build_without_rows_makes_the_ledgers_and_keeps_what_they_hold(
    dbt, tmp_path, raw
):
    (raw / "contacts.csv").write_text("contact_id\nc1\n")
    command = (
        *("build", "--empty", "-s", "plausible_bounds", "int_plausible_bounds"),
        *("base_contacts", "--resource-type", "model", "--resource-type", "seed"),
    )
    first = dbt.run(*command, raw=raw, folder=tmp_path)
    assert first.succeeded, first.errors
    with duckdb.connect(str(first.database)) as warehouse:
        warehouse.execute(
            "insert into ledger.publications (build_id) values ('the first')"
        )
    second = dbt.run(*command, raw=raw, folder=tmp_path)
    assert second.succeeded, second.errors
    assert second.rows("select build_id from ledger.publications") == [("the first",)]
    assert second.rows("select count(*) from base_contacts") == [(0,)]
