//! What a terminal shows while a command is still at work: which folder, and for how long.

use std::io::{IsTerminal, stderr};
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// How long a command may take before anything is shown.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often it is shown that the command is still at work.
const TICK: Duration = Duration::from_millis(100);

/// Something that may take long; its end, or that it is dropped, takes away what was shown of it.
pub struct Waiting(Option<(Sender<()>, JoinHandle<()>)>);

impl Waiting {
    /// Begins to wait for a folder. In a pipe nothing is ever shown.
    pub fn for_folder(folder: &Path) -> Self {
        if !stderr().is_terminal() {
            return Waiting(None);
        }
        let (end, ended) = mpsc::channel();
        let folder = folder.display().to_string();
        let is_over = move |after| ended.recv_timeout(after) != Err(RecvTimeoutError::Timeout);
        let shown = Builder::new().spawn(move || {
            if is_over(PATIENCE) {
                return;
            }
            let style = ProgressStyle::with_template("{spinner} {msg} {elapsed}").expect("the template is well formed");
            let bar = ProgressBar::new_spinner().with_style(style).with_message(folder).with_elapsed(PATIENCE);
            while !is_over(TICK) {
                bar.tick();
            }
            bar.finish_and_clear();
        });
        // Without another thread nothing is shown, and the command does its work all the same.
        Waiting(shown.ok().map(|thread| (end, thread)))
    }

    /// It is over.
    pub fn end(self) {}
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if let Some((end, thread)) = self.0.take() {
            drop(end);
            // Whether it could be drawn is no matter.
            let _ = thread.join();
        }
    }
}
