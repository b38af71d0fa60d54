//! mirrorlake-rust-client KIND OWNER NAME REVISION FILE...: downloads files of a model and prints their paths, one a line.
//! KIND is ureq or tokio (hf-hub 0.5), or xet (hf-hub 1.0). The endpoint, the cache and the token come from the environment.

use std::error::Error;
use std::path::PathBuf;

type Paths = Result<Vec<PathBuf>, Box<dyn Error>>;

fn with_ureq(repo: hf_hub_0::Repo, files: &[String]) -> Paths {
    let repo = hf_hub_0::api::sync::ApiBuilder::from_env().with_progress(false).build()?.repo(repo);
    files.iter().map(|file| Ok(repo.get(file)?)).collect()
}

fn with_tokio(repo: hf_hub_0::Repo, files: &[String]) -> Paths {
    tokio::runtime::Runtime::new()?.block_on(async {
        let repo = hf_hub_0::api::tokio::ApiBuilder::from_env().with_progress(false).build()?.repo(repo);
        let mut paths = Vec::new();
        for file in files {
            paths.push(repo.get(file).await?);
        }
        Ok(paths)
    })
}

fn with_xet(owner: &str, name: &str, revision: &str, files: &[String]) -> Paths {
    let repo = hf_hub_1::HFClientSync::new()?.model(owner, name);
    files.iter().map(|file| Ok(repo.download_file().filename(file).revision(revision).send()?)).collect()
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [kind, owner, name, revision, files @ ..] = arguments.as_slice() else {
        return Err("mirrorlake-rust-client KIND OWNER NAME REVISION FILE...".into());
    };
    let repo = hf_hub_0::Repo::with_revision(format!("{owner}/{name}"), hf_hub_0::RepoType::Model, revision.clone());
    let paths = match kind.as_str() {
        "ureq" => with_ureq(repo, files)?,
        "tokio" => with_tokio(repo, files)?,
        "xet" => with_xet(owner, name, revision, files)?,
        _ => return Err(format!("no such kind: {kind}").into()),
    };
    for path in paths {
        println!("{}", path.display());
    }
    Ok(())
}
