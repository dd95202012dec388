//! A headless Chromium, spoken to through its driver: the W3C's WebDriver protocol, and by it the browser's own.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// Where Debian puts the browser; `BAYQAU_CHROMIUM` names another.
const CHROMIUM: &str = "/usr/bin/chromium";

/// Nothing of the browser's own goes out, so that every request that is seen is the page's.
const ARGUMENTS: [&str; 10] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--hide-scrollbars",
];

/// A browser with one window.
pub struct Browser {
    driver: Child,
    session: String,
    agent: ureq::Agent,
    /// The browser's profile.
    _profile: TempDir,
}

impl Browser {
    /// Starts a browser.
    pub fn start() -> Browser {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .spawn()
            .expect("chromedriver is installed, with Chromium");
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines().map(Result::unwrap);
        let started = lines.find(|line| line.contains("started successfully")).expect("chromedriver starts");
        let port: String = started.chars().filter(char::is_ascii_digit).collect();
        // The driver goes on writing, and would wait for somebody who reads.
        std::thread::spawn(move || lines.for_each(drop));
        let config = ureq::Agent::config_builder().http_status_as_error(false).build();
        let (agent, profile) = (ureq::Agent::new_with_config(config), TempDir::new().unwrap());
        let binary = std::env::var("BAYQAU_CHROMIUM").unwrap_or_else(|_| CHROMIUM.to_owned());
        let mut arguments: Vec<String> = ARGUMENTS.map(str::to_owned).to_vec();
        arguments.push(format!("--user-data-dir={}", profile.path().display()));
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": { "binary": binary, "args": arguments },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        } } });
        let mut browser = Browser { driver, session: format!("http://127.0.0.1:{port}"), agent, _profile: profile };
        let session = browser.post("/session", &wanted);
        browser.session = format!("{}/session/{}", browser.session, session["sessionId"].as_str().unwrap());
        browser
    }

    /// Opens a page of the disk.
    pub fn open(&self, page: &Path) {
        self.post("/url", &json!({ "url": address(page) }));
    }

    /// What the function body returns in the page.
    pub fn run(&self, script: &str) -> Value {
        self.post("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// What the function body hands to its last argument, a function.
    pub fn wait(&self, script: &str) -> Value {
        self.post("/execute/async", &json!({ "script": script, "args": [] }))
    }

    /// Clicks the element, which must be one that can be seen.
    pub fn click(&self, selector: &str) {
        self.post(&format!("/element/{}/click", self.find(selector)), &json!({}));
    }

    /// Types a text into the element.
    pub fn write(&self, selector: &str, text: &str) {
        self.post(&format!("/element/{}/value", self.find(selector)), &json!({ "text": text }));
    }

    /// A command of the browser's own protocol.
    pub fn command(&self, name: &str, parameters: &Value) -> Value {
        self.post("/goog/cdp/execute", &json!({ "cmd": name, "params": parameters }))
    }

    /// A window so many pixels wide; a telephone's where it is narrow.
    pub fn be_wide(&self, width: u32) {
        let size = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.command("Emulation.setDeviceMetricsOverride", &size);
    }

    /// Shows the page as on `screen` or on `print`, `light` or `dark`.
    pub fn show(&self, media: &str, colours: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": colours }]);
        self.command("Emulation.setEmulatedMedia", &json!({ "media": media, "features": features }));
    }

    /// What the console has said since it was asked last.
    pub fn said(&self) -> Vec<String> {
        self.log("browser").iter().map(|entry| entry["message"].as_str().unwrap().to_owned()).collect()
    }

    /// The addresses that were asked for since the browser was asked last.
    pub fn requests(&self) -> Vec<String> {
        let messages = self.log("performance");
        let messages = messages.iter().map(|entry| serde_json::from_str(entry["message"].as_str().unwrap()).unwrap());
        messages
            .map(|message: Value| message["message"].clone())
            .filter(|message| message["method"] == "Network.requestWillBeSent")
            .map(|message| message["params"]["request"]["url"].as_str().unwrap().to_owned())
            .collect()
    }

    fn log(&self, kind: &str) -> Vec<Value> {
        self.post("/se/log", &json!({ "type": kind })).as_array().unwrap().clone()
    }

    fn find(&self, selector: &str) -> String {
        let found = self.post("/element", &json!({ "using": "css selector", "value": selector }));
        found.as_object().unwrap().values().next().unwrap().as_str().unwrap().to_owned()
    }

    #[track_caller]
    fn post(&self, path: &str, body: &Value) -> Value {
        let sent = self.agent.post(format!("{}{path}", self.session)).content_type("application/json");
        let mut answer = sent.send(body.to_string()).unwrap();
        let read = answer.body_mut().with_config().limit(64 << 20).read_to_string().unwrap();
        let answer: Value = serde_json::from_str(&read).unwrap();
        let value = &answer["value"];
        assert!(value.get("error").is_none_or(Value::is_null), "{path}: {value:#}");
        value.clone()
    }
}

/// The browser goes with the test.
impl Drop for Browser {
    fn drop(&mut self) {
        // A driver that is gone already has nothing more to close.
        let _ = self.agent.delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The address of a file.
pub fn address(page: &Path) -> String {
    format!("file://{}", page.display())
}
