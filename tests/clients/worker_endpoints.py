"""Runs inside a client's environment: everything that huggingface_hub reads beside files, one line of JSON of what came of each call."""

from answers import answer

import huggingface_hub

API = huggingface_hub.HfApi()
REPO = "test/small"
CALLS = {
    "list_models": lambda: [model.id for model in API.list_models(search="small", author="test", sort="downloads", limit=5)],
    "list_datasets": lambda: [dataset.id for dataset in API.list_datasets(search="data")],
    "list_spaces": lambda: [space.id for space in API.list_spaces(author="test")],
    "model_info": lambda: API.model_info(REPO).sha,
    "model_info of fields": lambda: API.model_info(REPO, expand=["downloads", "tags"]).tags,
    "model_info with files": lambda: len(API.model_info(REPO, files_metadata=True).siblings),
    "list_repo_tree": lambda: sorted(entry.path for entry in API.list_repo_tree(REPO, recursive=True, expand=True)),
    "list_repo_commits": lambda: [commit.title for commit in API.list_repo_commits(REPO)],
    "get_paths_info": lambda: [entry.path for entry in API.get_paths_info(REPO, ["config.json", "absent"])],
    "list_repo_refs": lambda: sorted(branch.name for branch in API.list_repo_refs(REPO).branches),
    "whoami": lambda: API.whoami()["name"],
    "get_collection": lambda: API.get_collection("someone/things-64f9a55bb3115b4f513ec026").title,
    "paper_info": lambda: API.paper_info("2601.00001").title,
    "list_papers": lambda: [paper.title for paper in API.list_papers(query="mirror")],
    "get_user_overview": lambda: API.get_user_overview("someone").username,
    "get_repo_discussions": lambda: [discussion.num for discussion in API.get_repo_discussions(REPO)],
    "get_space_runtime": lambda: str(API.get_space_runtime("test/app").stage),
    "get_model_tags": lambda: sorted(API.get_model_tags()),
    "HfFileSystem.ls": lambda: sorted(huggingface_hub.HfFileSystem().ls("datasets/test/data", detail=False)),
}


def outcome(call):
    try:
        return call()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


answer({name: outcome(call) for name, call in CALLS.items()})
