//! Settings from the environment. A process cannot change its own safely, so the test runs itself again in another.

use crate::support::{MESSAGE, Server, json_answer, request};
use rolecall_client::{Client, ErrorKind};
use std::process::Command;

const ROLE: &str = "ROLECALL_CLIENT_TEST";

/// Runs [`in_the_other_process`] with these variables and no other of ours.
fn run(role: &str, variables: &[(&str, &str)]) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "environment::in_the_other_process"])
        .env(ROLE, role)
        .env("NO_PROXY", "*");
    for name in [
        "ANTHROPIC_API_KEY",
        "ANTHROPIC_AUTH_TOKEN",
        "ANTHROPIC_BASE_URL",
    ] {
        command.env_remove(name);
    }
    let output = command.envs(variables.iter().copied()).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
}

#[tokio::test]
async fn in_the_other_process() {
    match std::env::var(ROLE).as_deref() {
        Ok("sends") => {
            Client::from_env()
                .unwrap()
                .messages()
                .create(&request())
                .await
                .unwrap();
        }
        Ok("ignores proxies") => {
            let client = Client::builder().api_key("k").proxy_from_env(false);
            let url = std::env::var("ANTHROPIC_BASE_URL").unwrap();
            let client = client.base_url(url).build().unwrap();
            client.messages().create(&request()).await.unwrap();
        }
        Ok("has no key") => assert_eq!(Client::from_env().unwrap_err().kind(), ErrorKind::Config),
        _ => {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_and_url_come_from_the_environment() {
    let server = Server::always(json_answer(MESSAGE)).await;
    let url = ("ANTHROPIC_BASE_URL", server.url.as_str());
    let (key, token) = (
        ("ANTHROPIC_API_KEY", "key"),
        ("ANTHROPIC_AUTH_TOKEN", "token"),
    );
    run("sends", &[url, key]);
    run("sends", &[url, token]);
    // As the official SDK does: the key wins, and what is empty is absent.
    run("sends", &[url, key, token]);
    run("sends", &[url, ("ANTHROPIC_API_KEY", ""), token]);
    let sent: Vec<String> = server
        .seen()
        .iter()
        .map(|seen| seen.header("authorization").unwrap().to_owned())
        .collect();
    assert_eq!(
        sent,
        ["Bearer key", "Bearer token", "Bearer key", "Bearer token"]
    );
    run("has no key", &[url]);
}

/// A server in the place of a proxy is asked for whole URLs, of hosts that nobody has to know.
#[tokio::test(flavor = "multi_thread")]
async fn proxies_come_from_the_environment_unless_switched_off() {
    let server = Server::always(json_answer(MESSAGE)).await;
    let key = ("ANTHROPIC_API_KEY", "key");
    let with_proxy = |proxy| {
        let all = ["HTTP_PROXY", "http_proxy"].map(|name| (name, proxy));
        [&all[..], &[("NO_PROXY", ""), ("no_proxy", "")]].concat()
    };
    let away = [key, ("ANTHROPIC_BASE_URL", "http://api.example")];
    run("sends", &[&away[..], &with_proxy(&server.url)].concat());
    assert_eq!(server.only().target, "http://api.example/v1/messages");

    let here = [key, ("ANTHROPIC_BASE_URL", server.url.as_str())];
    let nowhere = with_proxy("http://127.0.0.1:9");
    run("ignores proxies", &[&here[..], &nowhere].concat());
    assert_eq!(server.seen()[1].target, "/v1/messages");
}

#[test]
fn what_users_hold_can_cross_threads() {
    fn check<T: Send + Sync + 'static>() {}
    fn check_send<T: Send + 'static>() {}
    check::<Client>();
    check::<rolecall_client::Error>();
    check::<rolecall_client::Call<rolecall_client::types::Message>>();
    check_send::<rolecall_client::MessageStream>();
    check_send::<rolecall_client::ToolLoop>();
}
