use crate::support::{Seen, Server, Step, answer, json_answer};
use rolecall_client::reqwest::Url;
use std::collections::HashMap;

fn query(seen: &Seen) -> HashMap<String, String> {
    let url = Url::parse(&format!("http://x{}", seen.target)).unwrap();
    url.query_pairs().into_owned().collect()
}

fn model(id: &str) -> String {
    format!(
        r#"{{"id":"{id}","type":"model","display_name":"M","created_at":"2026-01-01T00:00:00Z"}}"#
    )
}

/// Five files, two to a page.
fn files(seen: &Seen) -> Vec<Step> {
    let page: usize = query(seen)
        .get("page")
        .map_or(0, |page| page.parse().unwrap());
    let file = |id: usize| {
        format!(
            r#"{{"id":"file_{id}","type":"file","filename":"f","mime_type":"text/plain","size_bytes":1,"created_at":"2026-01-01T00:00:00Z"}}"#
        )
    };
    let data: Vec<String> = (page * 2..5.min(page * 2 + 2)).map(file).collect();
    let next = if page < 2 {
        format!("\"{}\"", page + 1)
    } else {
        "null".to_owned()
    };
    json_answer(&format!(
        r#"{{"data":[{}],"next_page":{next}}}"#,
        data.join(",")
    ))
}

#[tokio::test]
async fn all_items_come_from_page_to_page() {
    let server = Server::start(|seen, _| files(seen)).await;
    let mut items = server.client().files().list().limit(2).items();
    let mut ids = Vec::new();
    while let Some(file) = items.next_item().await.unwrap() {
        ids.push(file.id);
    }
    assert_eq!(ids, ["file_0", "file_1", "file_2", "file_3", "file_4"]);
    let targets: Vec<String> = server.seen().into_iter().map(|seen| seen.target).collect();
    assert_eq!(
        targets,
        [
            "/v1/files?limit=2",
            "/v1/files?limit=2&page=1",
            "/v1/files?limit=2&page=2"
        ]
    );
}

#[tokio::test]
async fn a_page_is_asked_for_only_when_it_is_needed() {
    let server = Server::start(|seen, _| files(seen)).await;
    let mut items = server.client().files().list().items();
    assert!(server.seen().is_empty());
    for _ in 0..2 {
        items.next_item().await.unwrap().unwrap();
    }
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn a_list_awaited_is_one_page() {
    let server = Server::start(|seen, _| files(seen)).await;
    let page = server.client().files().list().page("2").await.unwrap();
    assert_eq!(page.data.len(), 1);
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn an_error_ends_the_items() {
    let server = Server::start(|seen, index| {
        if index == 0 {
            files(seen)
        } else {
            answer(403, "", "")
        }
    })
    .await;
    let mut items = server.client().files().list().items();
    for _ in 0..2 {
        items.next_item().await.unwrap().unwrap();
    }
    assert_eq!(items.next_item().await.unwrap_err().status().unwrap(), 403);
    assert!(items.next_item().await.unwrap().is_none());
}

/// Batches and models go by the id of the last item, or of the first when going backwards.
#[tokio::test]
async fn batches_go_by_id() {
    let batch = |id: &str| {
        format!(
            r#"{{"id":"{id}","type":"message_batch","processing_status":"ended","request_counts":{{"processing":0,"succeeded":0,"errored":0,"canceled":0,"expired":0}},"created_at":"x","expires_at":"x","ended_at":null,"archived_at":null,"cancel_initiated_at":null,"results_url":null}}"#
        )
    };
    let server = Server::start(move |_, index| {
        let (one, two) = (batch(&format!("{index}a")), batch(&format!("{index}b")));
        let more = index % 2 == 0;
        json_answer(&format!(
            r#"{{"data":[{one},{two}],"has_more":{more},"first_id":"{index}a","last_id":"{index}b"}}"#
        ))
    })
    .await;
    for list in [
        server.client().batches().list(),
        server.client().batches().list().before("z"),
    ] {
        let mut items = list.items();
        let mut count = 0;
        while items.next_item().await.unwrap().is_some() {
            count += 1;
        }
        assert_eq!(count, 4);
    }
    let targets: Vec<String> = server.seen().into_iter().map(|seen| seen.target).collect();
    let path = "/v1/messages/batches";
    let expected = [
        path.to_owned(),
        format!("{path}?after_id=0b"),
        format!("{path}?before_id=z"),
        format!("{path}?before_id=2a"),
    ];
    assert_eq!(targets, expected);
}

#[tokio::test]
async fn models_are_listed() {
    let body = format!(
        r#"{{"data":[{}],"has_more":false,"first_id":"a","last_id":"a"}}"#,
        model("a")
    );
    let server = Server::always(json_answer(&body)).await;
    let mut models = server.client().models().list().after("m").items();
    assert_eq!(models.next_item().await.unwrap().unwrap().id, "a");
    assert!(models.next_item().await.unwrap().is_none());
    assert_eq!(server.only().target, "/v1/models?after_id=m");
}
