//! A real browser without a screen, driven over the WebDriver protocol (<https://www.w3.org/TR/webdriver2/>): plain HTTP
//! to a chromedriver on this machine.

use serde_json::{Value, json};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Where this variable is set, a test that finds no browser fails; elsewhere it says so and passes.
pub const REQUIRED: &str = "COPYDESK_BROWSER_REQUIRED";
/// How long a page may take for what a test waits for.
const PATIENCE: Duration = Duration::from_secs(60);

/// A session of a browser; it ends with the value.
#[derive(Debug)]
pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
}

impl Browser {
    /// A new browser, or none where this machine has none.
    ///
    /// # Panics
    /// If there is a browser that does not start, or none though [`REQUIRED`] is set.
    #[must_use]
    pub fn start() -> Option<Self> {
        let Some((driver, program)) = installed() else {
            let message = "this machine has no chromium with its chromedriver";
            assert!(std::env::var_os(REQUIRED).is_none(), "{message}, though {REQUIRED} is set");
            eprintln!("passed over: {message}");
            return None;
        };
        let driver =
            Command::new(driver).arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut browser =
            Self { driver: driver.expect("chromedriver can be started"), port: 0, session: String::new() };
        let mut output = BufReader::new(browser.driver.stdout.take().expect("standard output is a pipe"));
        browser.port = port(&mut output);
        // Read to its end, or the driver would wait for a reader.
        thread::spawn(move || io::copy(&mut output, &mut io::sink()));
        // As root chromium does not start inside its sandbox; what it opens here are files of ours.
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--window-size=1400,1000",
        ];
        let options = json!({"binary": program, "args": arguments});
        let logs = json!({"browser": "ALL"});
        let wanted =
            json!({"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": logs});
        let session = browser.call("POST", "/session", &json!({"capabilities": {"alwaysMatch": wanted}}));
        browser.session = session["sessionId"].as_str().expect("a session has an id").to_owned();
        Some(browser)
    }

    /// Opens a file, at the place that `fragment` names.
    pub fn open(&self, file: &Path, fragment: &str) {
        // A page that differs only in its fragment would not be loaded anew.
        self.command("POST", "/url", &json!({"url": "about:blank"}));
        self.command("POST", "/url", &json!({"url": format!("file://{}{fragment}", file.display())}));
    }

    /// What a script returns that runs in the page as the body of a function.
    #[must_use]
    pub fn run(&self, script: &str) -> Value {
        self.command("POST", "/execute/sync", &json!({"script": script, "args": []}))
    }

    /// Waits until a script returns what is true.
    ///
    /// # Panics
    /// If it does not in good time.
    pub fn wait(&self, script: &str) {
        let start = Instant::now();
        while self.run(script) != Value::Bool(true) {
            assert!(start.elapsed() < PATIENCE, "it never came true: {script}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Types keys into the element with the focus.
    pub fn type_keys(&self, keys: &str) {
        let strokes = keys
            .chars()
            .flat_map(|key| ["keyDown", "keyUp"].map(|action| json!({"type": action, "value": key})));
        let actions = json!([{"type": "key", "id": "keyboard", "actions": strokes.collect::<Vec<_>>()}]);
        self.command("POST", "/actions", &json!({"actions": actions}));
    }

    /// Goes back, as the browser's button does.
    pub fn back(&self) {
        self.command("POST", "/back", &json!({}));
    }

    /// Calls a command of the Chrome `DevTools` protocol.
    #[must_use]
    pub fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.command("POST", "/goog/cdp/execute", &json!({"cmd": command, "params": parameters}))
    }

    /// What the browser wrote to its console since it was last asked: complaints about scripts, policies, and the like.
    #[must_use]
    pub fn console(&self) -> Vec<String> {
        let entries = self.command("POST", "/se/log", &json!({"type": "browser"}));
        let entries = entries.as_array().into_iter().flatten();
        entries.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    fn command(&self, method: &str, path: &str, body: &Value) -> Value {
        self.call(method, &format!("/session/{}{path}", self.session), body)
    }

    fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        let answer = self.request(method, path, body).expect("chromedriver answers");
        let (head, body) = answer.split_once("\r\n\r\n").expect("an answer has a head and a body");
        let body: Value = serde_json::from_str(body).expect("an answer is JSON");
        assert!(head.starts_with("HTTP/1.1 200"), "{method} {path}: {}", body["value"]["message"]);
        body["value"].clone()
    }

    fn request(&self, method: &str, path: &str, body: &Value) -> io::Result<String> {
        let body = body.to_string();
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\nConnection: close\r\n\r\n{body}",
            self.port
        )?;
        // The answer ends where its head says; the driver does not close the connection.
        let mut stream = BufReader::new(stream);
        let mut answer = String::new();
        let mut length = 0;
        loop {
            let mut line = String::new();
            stream.read_line(&mut line)?;
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().unwrap_or(0);
            }
            answer.push_str(&line);
            if line.trim().is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        stream.read_exact(&mut body)?;
        answer.push_str(&String::from_utf8_lossy(&body));
        Ok(answer)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            let _ = self.request("DELETE", &format!("/session/{}", self.session), &json!({}));
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The driver and the browser, as Linux distributions name them.
fn installed() -> Option<(PathBuf, PathBuf)> {
    let driver = on_path("chromedriver")?;
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    Some((driver, names.into_iter().find_map(on_path)?))
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// The port that the driver says it listens on.
fn port(output: &mut impl BufRead) -> u16 {
    let mut line = String::new();
    while output.read_line(&mut line).is_ok_and(|read| read > 0) {
        if let Some((_, port)) = line.trim_end().trim_end_matches('.').split_once("successfully on port ") {
            return port.parse().expect("a port is a number");
        }
        line.clear();
    }
    panic!("chromedriver ended before it listened");
}
