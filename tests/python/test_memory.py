"""The memory of a build by dbt alone."""

import pytest


def built(dbt, raw, folder, memory):
    return dbt.run("build", "-s", "closed_lists", raw=raw, folder=folder, memory=memory)


def test_a_build_keeps_to_the_memory_that_is_set(dbt, tmp_path, raw):
    assert built(dbt, raw, tmp_path, "200MB").succeeded
    [error] = built(dbt, raw, tmp_path, "1KB").errors
    assert "memory limit to 1000" in error


@pytest.mark.parametrize("memory", ["half", "6", "6 Gigabytes", "-1GB"])
def test_what_is_no_amount_of_memory_stops_the_run(dbt, tmp_path, raw, memory):
    [error] = built(dbt, raw, tmp_path, memory).errors
    assert f"The setting memory is {memory}, which is no amount of memory" in error
