// What the build scripts of the rooms below the analyzers share: one number for everything that a crate is made of, so
// that a store notices when a page would be read, or a sentence be split, in another way than before.

use std::fs;
use std::path::{Path, PathBuf};

/// Hands the crate `COPYDESK_FINGERPRINT`, and has it built again when something under `folders` changes.
fn fingerprint(folders: &[&str]) {
    let mut files = Vec::new();
    for folder in folders {
        println!("cargo::rerun-if-changed={folder}");
        collect(Path::new(folder), &mut files);
    }
    files.sort();
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for file in files {
        hash = mixed(hash, file.to_string_lossy().replace('\\', "/").as_bytes());
        hash = mixed(hash, &fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display())));
    }
    println!("cargo::rustc-env=COPYDESK_FINGERPRINT={hash:016x}");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry.unwrap_or_else(|error| panic!("{}: {error}", folder.display())).path();
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}

/// FNV-1a, eight bytes at a time: it need not withstand anyone, only tell one build from another.
fn mixed(hash: u64, bytes: &[u8]) -> u64 {
    let step = |hash: u64, eight: &[u8]| {
        let mut word = [0; 8];
        word[..eight.len()].copy_from_slice(eight);
        (hash ^ u64::from_le_bytes(word)).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(29)
    };
    bytes.chunks(8).fold(step(hash, &bytes.len().to_le_bytes()), step)
}
