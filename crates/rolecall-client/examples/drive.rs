//! The client through the scenarios of `cargo xtask client`, which compares it with the official SDK:
//! `drive VERSION scenarios BASE_URL SCENARIOS.json` and `drive VERSION burst KIND COUNT URL`

#![expect(clippy::print_stdout, reason = "an example talks to who runs it")]

use rolecall_client::types::{CountTokens, CreateBatch, CreateMessage, InputMessage};
use rolecall_client::{Call, Client, ClientBuilder, Error, ErrorKind, List, Page, Upload};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};
use std::time::Duration;
use tokio::task::JoinSet;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// From the start of one scenario to that of the next.
const APART: Duration = Duration::from_millis(20);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [version, "scenarios", url, path] => scenarios(version, url, path).await,
        [version, "burst", kind, count, url] => burst(version, kind, count.parse()?, url).await,
        _ => Err("see the first lines of drive.rs".into()),
    }
}

fn builder(version: &str) -> ClientBuilder {
    Client::builder()
        .api_key("sk-ant-scenario")
        .api_version(version)
        .proxy_from_env(false)
}

async fn scenarios(version: &str, url: &str, path: &str) -> Result<(), Failure> {
    let todo: Vec<Value> = serde_json::from_slice(&std::fs::read(path)?)?;
    let mut running = JoinSet::new();
    for (index, scenario) in (0..).zip(todo) {
        // Not all at once: they would wait for each other, and not for the server.
        let delay = APART * index;
        let name = text(&scenario, "scenario").to_owned();
        let client = client(version, &format!("{url}/{name}"), &scenario)?;
        let patience = scenario["patience"].as_f64().unwrap_or(60.0);
        running.spawn(async move {
            tokio::time::sleep(delay).await;
            let call = outcome(&client, &scenario);
            let ended = tokio::time::timeout(Duration::from_secs_f64(patience), call).await;
            (name, ended.unwrap_or_else(|_| json!({"error": "pending"})))
        });
    }
    let results: Map<String, Value> = running.join_all().await.into_iter().collect();
    println!("{}", Value::Object(results));
    Ok(())
}

fn client(version: &str, url: &str, scenario: &Value) -> Result<Client, Error> {
    let mut builder = builder(version).base_url(url);
    if let Some(token) = scenario["token"].as_str() {
        builder = builder.auth_token(token);
    }
    if let Some(seconds) = scenario["timeout"].as_f64() {
        builder = builder.timeout(Duration::from_secs_f64(seconds));
    }
    if let Some(retries) = scenario["retries"].as_u64() {
        builder = builder.max_retries(u32::try_from(retries).unwrap_or(u32::MAX));
    }
    builder.build()
}

async fn outcome(client: &Client, scenario: &Value) -> Value {
    let error = match call(client, scenario).await {
        Ok(value) => return json!({ "value": value }),
        Err(error) => error,
    };
    let Some(error) = error.downcast_ref::<Error>() else {
        return json!({"error": "other", "text_of_error": error.to_string()});
    };
    match error.kind() {
        ErrorKind::Api => json!({
            "error": "api",
            "status": error.status().map(|status| status.as_u16()),
            "type": error.error_type(),
            "request_id": error.request_id(),
        }),
        ErrorKind::Timeout => json!({"error": "timeout"}),
        ErrorKind::Connection => json!({"error": "connection"}),
        _ => json!({"error": "other", "text_of_error": error.to_string()}),
    }
}

async fn call(client: &Client, scenario: &Value) -> Result<Value, Failure> {
    let id = text(scenario, "id");
    let (messages, batches, models, files) = (
        client.messages(),
        client.batches(),
        client.models(),
        client.files(),
    );
    match text(scenario, "call") {
        "create" => one(scenario, messages.create(&body(scenario)?)).await,
        "stream" => {
            let call = with_options(scenario, messages.stream(&body(scenario)?));
            Ok(serde_json::to_value(call.await?.final_message().await?)?)
        }
        "stream text" => {
            let mut stream = with_options(scenario, messages.stream(&body(scenario)?)).await?;
            let mut pieces = Vec::new();
            while let Some(piece) = stream.next_text().await? {
                pieces.push(piece);
            }
            Ok(json!(pieces))
        }
        "count_tokens" => {
            let request: CountTokens = body(scenario)?;
            one(scenario, messages.count_tokens(&request)).await
        }
        "batches.create" => {
            let request: CreateBatch = body(scenario)?;
            one(scenario, batches.create(&request)).await
        }
        "batches.retrieve" => one(scenario, batches.retrieve(id)).await,
        "batches.cancel" => one(scenario, batches.cancel(id)).await,
        "batches.delete" => one(scenario, batches.delete(id)).await,
        "batches.list" => all(scenario, batches.list()).await,
        "models.get" => one(scenario, models.get(id)).await,
        "models.list" => all(scenario, models.list()).await,
        "files.upload" => {
            let content = text(scenario, "content").to_owned();
            let file = Upload::new(text(scenario, "name"), content);
            let file = file.mime_type(text(scenario, "type"));
            one(scenario, files.upload(file)).await
        }
        "files.metadata" => one(scenario, files.metadata(id)).await,
        "files.download" => {
            let download = with_options(scenario, files.download(id)).await?;
            Ok(json!(String::from_utf8_lossy(&download.bytes().await?)))
        }
        "files.delete" => one(scenario, files.delete(id)).await,
        "files.list" => all(scenario, files.list()).await,
        other => Err(format!("no such call: {other}").into()),
    }
}

fn text<'s>(scenario: &'s Value, name: &str) -> &'s str {
    scenario[name].as_str().unwrap_or_default()
}

fn body<T: DeserializeOwned>(scenario: &Value) -> Result<T, Failure> {
    Ok(serde_json::from_value(scenario["body"].clone())?)
}

fn with_options<T>(scenario: &Value, mut call: Call<T>) -> Call<T> {
    let betas = scenario["betas"].as_array().into_iter().flatten();
    call = call.betas(betas.filter_map(Value::as_str));
    for (name, value) in scenario["headers"].as_object().into_iter().flatten() {
        call = call.header(name, value.as_str().unwrap_or_default());
    }
    call
}

async fn one<T: Serialize + Send + 'static>(
    scenario: &Value,
    call: Call<T>,
) -> Result<Value, Failure> {
    Ok(serde_json::to_value(with_options(scenario, call).await?)?)
}

async fn all<P>(scenario: &Value, mut list: List<P>) -> Result<Value, Failure>
where
    P: Page,
    P::Item: Serialize,
{
    for (name, value) in scenario["query"].as_object().into_iter().flatten() {
        let value = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        list = list.query(name, &value);
    }
    let mut items = list.items();
    let mut found = Vec::new();
    while let Some(item) = items.next_item().await? {
        found.push(serde_json::to_value(item)?);
    }
    Ok(Value::Array(found))
}

async fn burst(version: &str, kind: &str, count: u32, url: &str) -> Result<(), Failure> {
    let client = builder(version).base_url(url).build()?;
    let request = CreateMessage::new("claude-opus-5", 1024, [InputMessage::user("Hi")]);
    for _ in 0..count {
        if kind == "create" {
            let message = client.messages().create(&request).await?;
            assert!(!message.content.is_empty());
        } else {
            let mut stream = client.messages().stream(&request).await?;
            while stream.next_event().await?.is_some() {}
        }
    }
    Ok(())
}
