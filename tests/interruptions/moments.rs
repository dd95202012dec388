//! Commands that are killed at some moment.

use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::season::WRITERS;

/// How often each command is killed, at moments that lie evenly between its start and its end.
const MOMENTS: u32 = 30;

#[test]
fn a_command_that_is_killed_at_any_moment_leaves_the_former_or_the_new_output() {
    let mut killed = 0;
    for writer in &WRITERS {
        let (before, after) = writer.both();
        let season = writer.folder();
        let start = Instant::now();
        season.run(writer.arguments);
        let takes = start.elapsed();
        for moment in 1..=MOMENTS {
            let season = writer.folder();
            let mut child =
                season.command(writer.arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            sleep(takes * moment / MOMENTS + Duration::from_micros(u64::from(moment)));
            child.kill().unwrap();
            killed += usize::from(child.wait().unwrap().code().is_none());
            writer.is_whole(&season, (&before, &after), &format!("killed at {moment}/{MOMENTS}"));
        }
    }
    assert!(killed > 50, "only {killed} runs were still there to be killed");
}
