"""What a build must do, with the articles in PostgreSQL: the tests of the builder, run again."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.index import test_builder as builder
from tests.stores.test_end_to_end import StoreWorld
from tests.stores.test_end_to_end import world as world

CHECKS: list[Callable[..., None]] = [
    builder.test_a_changed_file_reembeds_only_its_changed_article,
    builder.test_a_copy_is_listed_and_takes_over_when_the_original_goes,
    builder.test_a_corpus_without_a_usable_article_keeps_the_old_index,
    builder.test_a_new_title_embeds_again_because_the_embedder_reads_it,
    builder.test_a_removed_file_leaves,
    builder.test_a_renamed_file_is_a_change_and_not_embedded,
    builder.test_a_second_build_is_refused,
    builder.test_another_model_name_rebuilds_all,
    builder.test_first_build_counts_articles,
    builder.test_metadata_from_a_sidecar_changes_filters_without_embedding,
    builder.test_only_the_new_article_is_embedded,
    builder.test_other_weights_under_the_same_name_rebuild_all,
    builder.test_the_same_text_in_two_files_is_one_article_with_a_copy,
    builder.test_updates_give_what_a_fresh_build_gives,
]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_build_with_a_store(
    check: Callable[..., None], world: StoreWorld, tmp_path: Path
) -> None:
    given: dict[str, Any] = {"world": world, "tmp_path": tmp_path}
    check(**{name: given[name] for name in inspect.signature(check).parameters})
