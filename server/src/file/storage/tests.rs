use std::{
    collections::BTreeMap,
    io::Write,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Bytes,
    http::{Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use futures_util::StreamExt;
use object_store::aws::AmazonS3Builder;
use tokio::net::TcpListener;

use super::{FileStorage, PIECE, StorageConfig};

/// Objects, and the parts of one that is on its way, by path and number.
type Bucket = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

/// The part of the S3 protocol that the storage uses.
fn answer(bucket: &Bucket, method: &Method, uri: &Uri, body: &Bytes) -> Response {
    let mut bucket = bucket.lock().unwrap();
    let (path, query) = (uri.path().to_owned(), uri.query().unwrap_or_default());
    let tagged = |body: &str| ([(header::ETAG, "\"tag\"")], body.to_owned()).into_response();
    match *method {
        Method::PUT => {
            bucket.insert(format!("{path}{}", query.replace("&uploadId=one", "")), body.to_vec());
            tagged("")
        }
        Method::POST if query == "uploads=" => {
            tagged("<InitiateMultipartUploadResult><UploadId>one</UploadId></InitiateMultipartUploadResult>")
        }
        Method::POST if query == "uploadId=one" => {
            let prefix = format!("{path}partNumber=");
            let names: Vec<String> = bucket.keys().filter(|name| name.starts_with(&prefix)).cloned().collect();
            let whole = names.iter().flat_map(|name| bucket.remove(name).unwrap()).collect();
            bucket.insert(path, whole);
            tagged("<CompleteMultipartUploadResult><ETag>tag</ETag></CompleteMultipartUploadResult>")
        }
        Method::POST if query == "delete" => {
            let asked = String::from_utf8_lossy(body).into_owned();
            bucket.retain(|name, _| !asked.contains(name.trim_start_matches("/bucket/")));
            let key = asked.split("Key>").nth(1).unwrap_or_default();
            tagged(&format!("<DeleteResult><Deleted><Key>{key}Key></Deleted></DeleteResult>"))
        }
        Method::GET if query.contains("list-type=2") => {
            let object = |name: &String| {
                let key = name.trim_start_matches("/bucket/");
                format!(
                    "<Contents><Key>{key}</Key><LastModified>2026-11-21T00:00:00Z</LastModified><Size>1</Size></Contents>"
                )
            };
            let all: String = bucket.keys().map(object).collect();
            tagged(&format!("<ListBucketResult>{all}</ListBucketResult>"))
        }
        Method::GET => match bucket.get(&path) {
            Some(bytes) => {
                let date = (header::LAST_MODIFIED, "Sat, 21 Nov 2026 00:00:00 GMT");
                ([(header::ETAG, "\"tag\""), date], bytes.clone()).into_response()
            }
            None => StatusCode::NOT_FOUND.into_response(),
        },
        _ => StatusCode::NOT_IMPLEMENTED.into_response(),
    }
}

/// Puts, gets and erases, below and above the size of one piece.
async fn stores_and_returns_bytes(storage: &FileStorage) {
    assert!(storage.is_empty().await.unwrap());
    for (id, length) in [("small", 10), ("large", PIECE + 7)] {
        let bytes: Vec<u8> = (0..=u8::MAX).cycle().take(length).collect();
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&bytes).unwrap();
        storage.put(id, file).await.unwrap();
        assert!(!storage.is_empty().await.unwrap());
        let mut pieces = storage.get(id).await.unwrap();
        let mut back = Vec::new();
        while let Some(piece) = pieces.next().await {
            back.extend(piece.unwrap());
        }
        assert!(back == bytes, "{id}: {} of {length} bytes", back.len());
    }
    for id in ["small", "large", "small"] {
        storage.erase(id).await.unwrap();
        assert!(storage.get(id).await.is_err());
    }
}

#[tokio::test]
async fn a_folder_is_created_and_used() {
    let folder = tempfile::tempdir().unwrap();
    let storage = FileStorage::open(&StorageConfig::Folder(folder.path().join("var/files"))).unwrap();
    stores_and_returns_bytes(&storage).await;
}

#[tokio::test]
async fn a_bucket_is_used_under_its_prefix() {
    let bucket = Bucket::default();
    let seen = Arc::clone(&bucket);
    let service = Router::new().fallback(move |method: Method, uri: Uri, body: Bytes| {
        let reply = answer(&bucket, &method, &uri, &body);
        async move { reply }
    });
    let service = service.layer(axum::extract::DefaultBodyLimit::disable());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move { axum::serve(listener, service).await });
    let settings = AmazonS3Builder::new()
        .with_endpoint(format!("http://{address}"))
        .with_allow_http(true)
        .with_access_key_id("key")
        .with_secret_access_key("secret");
    let storage = FileStorage::s3(settings, "s3://bucket/nss/files").unwrap();
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(b"a").unwrap();
    stores_and_returns_bytes(&storage).await;
    storage.put("kept", file).await.unwrap();
    let left: Vec<String> = seen.lock().unwrap().keys().cloned().collect();
    assert_eq!(left, ["/bucket/nss/files/kept"]);
    server.abort();
}
