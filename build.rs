//! Puts the commit into `bayqau --version`, where the sources are a git checkout of their own.
//!
//! A tarball has none, and says the version alone. The same commit gives the same text on every machine.

use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rustc-env=BAYQAU_COMMIT={}", commit().unwrap_or_default());
}

/// ` (0123456789ab)`; nothing outside of a checkout, or without git.
fn commit() -> Option<String> {
    let root = std::env::var("CARGO_MANIFEST_DIR").ok()?;
    // Inside of another project's checkout its commit would say nothing about these sources.
    let top = git(&root, &["rev-parse", "--show-toplevel"])?;
    if Path::new(&top).canonicalize().ok()? != Path::new(&root).canonicalize().ok()? {
        return None;
    }
    let branch = git(&root, &["symbolic-ref", "--quiet", "HEAD"]);
    // The log of HEAD grows with every commit, also where the branch itself is packed away.
    for name in ["HEAD".to_owned(), "logs/HEAD".to_owned(), "packed-refs".to_owned()].into_iter().chain(branch) {
        let path = git(&root, &["rev-parse", "--git-path", &name])?;
        if Path::new(&root).join(&path).exists() {
            println!("cargo:rerun-if-changed={path}");
        }
    }
    let commit = git(&root, &["rev-parse", "--short=12", "HEAD"])?;
    Some(format!(" ({commit})"))
}

fn git(root: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").arg("-C").arg(root).args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned()).filter(|text| !text.is_empty())
}
