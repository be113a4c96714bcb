//! The server of a registry, and a browser that does nothing but ask.

use crate::support::program;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// A running server, ended with the test.
pub(crate) struct Browser {
    child: Child,
    address: String,
    /// What it says on standard error.
    said: Receiver<String>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) code: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }
}

impl Browser {
    /// Serves the `main` of a repository.
    pub(crate) fn of(folder: &Path) -> Self {
        Self::with(folder, &[])
    }

    /// The same with more arguments.
    pub(crate) fn with(folder: &Path, more: &[&str]) -> Self {
        Self::at(folder, more, &[])
    }

    /// The same with some variables.
    pub(crate) fn at(folder: &Path, more: &[&str], variables: &[(&str, &str)]) -> Self {
        let args = [
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--rev",
            "main",
            "--lang",
            "en",
        ];
        let mut child = program(args.iter().chain(more))
            .current_dir(folder)
            .envs(variables.iter().copied())
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let (sender, said) = channel();
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        let first = said.recv_timeout(Duration::from_secs(60)).unwrap();
        let address = first
            .strip_prefix("http://")
            .unwrap_or_else(|| panic!("{first}"));
        let address = address.split('/').next().unwrap().to_owned();
        Browser {
            child,
            address,
            said,
        }
    }

    /// Waits for the server to say something with a word in it.
    pub(crate) fn waits_for(&self, word: &str) {
        loop {
            let line = self.said.recv_timeout(Duration::from_secs(60)).unwrap();
            if line.contains(word) {
                return;
            }
        }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], "")
    }

    /// A page that must be there.
    pub(crate) fn page(&self, path: &str) -> String {
        let answer = self.get(path);
        assert_eq!(answer.code, 200, "{path}: {}", answer.text());
        answer.text()
    }

    pub(crate) fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let host = [("host", &*self.address)];
        let given = headers.iter().any(|(name, _)| *name == "host");
        let host = host.iter().filter(|_| !given);
        let mut request = format!("{method} {path} HTTP/1.1\r\n");
        for (name, value) in headers.iter().chain(host) {
            request += &format!("{name}: {value}\r\n");
        }
        let length = body.len();
        request += &format!("content-length: {length}\r\nconnection: close\r\n\r\n{body}");
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        answer(&bytes)
    }

    /// Asks the server to stop, as a service manager does.
    #[cfg(unix)]
    pub(crate) fn stop(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        let killed = std::process::Command::new("kill").arg(id).status().unwrap();
        assert!(killed.success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn answer(bytes: &[u8]) -> Answer {
    let end = bytes
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .unwrap();
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut lines = head.split("\r\n");
    let code = lines.next().unwrap().split(' ').nth(1).unwrap().parse();
    let headers = lines.map(|line| {
        let (name, value) = line.split_once(": ").unwrap();
        (name.to_ascii_lowercase(), value.to_owned())
    });
    let mut answer = Answer {
        code: code.unwrap(),
        headers: headers.collect(),
        body: bytes[end + 4..].to_vec(),
    };
    if answer.header("transfer-encoding") == "chunked" {
        answer.body = dechunked(&answer.body);
    }
    answer
}

fn dechunked(mut bytes: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    loop {
        let end = bytes.windows(2).position(|two| two == b"\r\n").unwrap();
        let size = std::str::from_utf8(&bytes[..end]).unwrap();
        let size = usize::from_str_radix(size, 16).unwrap();
        if size == 0 {
            return whole;
        }
        whole.extend(&bytes[end + 2..end + 2 + size]);
        bytes = &bytes[end + 4 + size..];
    }
}
