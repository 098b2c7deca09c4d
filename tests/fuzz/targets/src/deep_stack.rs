//! A thread with a stack as deep as that of a render, since limits of depth are made for it.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, OnceLock};

use crate::Body;

/// Bytes of stack that a render has.
pub const DEEP_STACK: usize = 1 << 30;

type Worker = Mutex<(SyncSender<(Body, Vec<u8>)>, Receiver<()>)>;

/// Runs a target on a thread that is kept for the next input.
pub fn on_deep_stack(body: Body, data: &[u8]) {
    static WORKER: OnceLock<Worker> = OnceLock::new();
    let worker = WORKER.get_or_init(start).lock().unwrap();
    worker.0.send((body, data.to_vec())).unwrap();
    worker.1.recv().unwrap();
}

fn start() -> Worker {
    let (inputs, input) = sync_channel::<(Body, Vec<u8>)>(0);
    let (done, all_done) = sync_channel(0);
    let work = move || {
        for (body, data) in input {
            body(&data);
            done.send(()).unwrap();
        }
    };
    std::thread::Builder::new().stack_size(DEEP_STACK).spawn(work).unwrap();
    Mutex::new((inputs, all_done))
}
