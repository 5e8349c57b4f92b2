//! The shards over HTTP: `/postcodes/{dataset}/{ddd}.txt`.

use std::borrow::Cow;
use std::sync::OnceLock;

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::site::{File, not_found, reply};
use crate::postcodes::{
    compress::{brotli, gzip},
    dataset_id,
    embedded::shards,
};

/// The route of the shards. The first request unpacks the data set; each shard is compressed at its first request and
/// cached.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/postcodes/{dataset}/{shard}", get(answer))
}

/// A request for another data set gets the shard of this one, not to be cached: a page that was opened before an
/// update, or that came from another process during one, still fills addresses.
async fn answer(Path((dataset, shard)): Path<(String, String)>, asked: HeaderMap) -> Response {
    let Some(digits) = digits(&shard) else { return not_found() };
    // Unpacking and compressing would block the async threads.
    match tokio::task::spawn_blocking(move || file(digits)).await {
        Ok(Some(file)) if dataset == dataset_id() => {
            reply::file(&format!("postcodes/{dataset}/{shard}"), &file, &asked)
        }
        Ok(Some(file)) => reply::file(&shard, &file, &asked),
        _ => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// 100 of `100.txt`.
fn digits(shard: &str) -> Option<usize> {
    let digits = shard.strip_suffix(".txt")?;
    if digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None }
}

/// The shard with its compressed forms, which are cached.
fn file(digits: usize) -> Option<File> {
    static COMPRESSED: [OnceLock<Option<[Vec<u8>; 2]>>; 1000] = [const { OnceLock::new() }; 1000];
    let plain = shards().ok()?.get(digits)?.as_bytes();
    let compressed = COMPRESSED.get(digits)?.get_or_init(|| Some([brotli(plain).ok()?, gzip(plain).ok()?]));
    let [brotli, gzip] = compressed.as_ref()?;
    Some(File { plain: Cow::Borrowed(plain), brotli: Some(Cow::Borrowed(brotli)), gzip: Some(Cow::Borrowed(gzip)) })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use axum::body::Body;
    use axum::http::{Request, header};
    use http_body_util::BodyExt as _;
    use nss_core::postcode::Shard;
    use tower::ServiceExt as _;

    use super::*;

    async fn get(path: &str, encoding: &str) -> Response {
        let request = Request::get(path).header(header::ACCEPT_ENCODING, encoding).body(Body::empty()).unwrap();
        routes::<()>().oneshot(request).await.unwrap()
    }

    async fn body(reply: Response) -> Vec<u8> {
        reply.into_body().collect().await.unwrap().to_bytes().to_vec()
    }

    #[tokio::test]
    async fn a_shard_is_cached_for_a_year_and_compressed() {
        let path = format!("/postcodes/{}/100.txt", dataset_id());
        let reply = get(&path, "gzip, br").await;
        assert_eq!(reply.headers()[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
        assert_eq!(reply.headers()[header::CONTENT_TYPE], "text/plain; charset=utf-8");
        assert_eq!(reply.headers()[header::CONTENT_ENCODING], "br");
        let small = crate::postcodes::compress::unbrotli(&body(reply).await).unwrap();
        assert_eq!(small.as_bytes(), body(get(&path, "").await).await);
        assert!(small.starts_with("100\n=") && small.contains("\n0001\t千代田\t"));
    }

    #[tokio::test]
    async fn unused_digits_have_an_empty_shard() {
        let reply = get(&format!("/postcodes/{}/008.txt", dataset_id()), "").await;
        assert_eq!(reply.status(), StatusCode::OK);
        assert_eq!(body(reply).await, b"008\n");
    }

    #[tokio::test]
    async fn the_shard_of_another_data_set_is_not_cached() {
        let reply = get("/postcodes/1-000000000000/100.txt", "").await;
        assert_eq!(reply.status(), StatusCode::OK);
        assert_eq!(reply.headers()[header::CACHE_CONTROL], "no-cache");
    }

    /// Two kilobytes: less than the picture of a button. Every thirteenth shard as it is sent, and the one with most
    /// towns: all of them take a minute here (`nss postcodes shards` prints them).
    #[test]
    fn a_shard_is_small_on_the_wire() {
        let size = |digits: usize| file(digits).unwrap().brotli.unwrap().len();
        let towns = |text: &String| {
            let places = Shard::parse(text).unwrap();
            places.all().map(|(_, place)| place.town).collect::<BTreeSet<_>>().len()
        };
        let towns: Vec<_> = shards().unwrap().iter().map(towns).collect();
        // The shard of digits that nobody uses says its digits and no more.
        let mut sizes: Vec<_> = (0..1000).step_by(13).filter(|digits| towns[*digits] > 0).map(size).collect();
        sizes.sort_unstable();
        let most = (0..towns.len()).max_by_key(|digits| towns[*digits]).unwrap();
        let (median, largest) = (sizes[sizes.len() / 2], size(most));
        println!("{} shards, brotli: median {median} bytes; {most:03}, the largest: {largest}", sizes.len());
        assert!(median < 2_048, "{median}");
        assert!(largest < 16_384 && sizes.iter().all(|size| *size <= largest), "{largest}");
    }

    #[tokio::test]
    async fn other_names_are_not_found() {
        for name in ["1000.txt", "10.txt", "abc.txt", "100.txt.br", "100", "%EF%BC%91.txt"] {
            let reply = get(&format!("/postcodes/{}/{name}", dataset_id()), "").await;
            assert_eq!(reply.status(), StatusCode::NOT_FOUND, "{name}");
        }
    }
}
