//! Where the bytes of files are kept: a folder, or a bucket of S3; under the random identity of their row in the store.

use std::{fmt, fs, io, path::PathBuf, sync::Arc};

use futures_util::stream::BoxStream;
use object_store::{
    Error, ObjectStore, ObjectStoreExt, aws::AmazonS3Builder, buffered::BufWriter, local::LocalFileSystem, path::Path,
    prefix::PrefixStore,
};
use tokio::io::{AsyncSeekExt, AsyncWriteExt};

/// Bytes that are sent at a time: the least part of S3 but for the last.
const PIECE: usize = 5 << 20;

/// Which depot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DepotRoute {
    /// A folder; several processes share it.
    Folder(PathBuf),
    /// `s3://BUCKET[/PREFIX]`; region and keys come from the usual `AWS_…` variables.
    S3(String),
}

/// The depot.
pub struct Depot {
    store: Arc<dyn ObjectStore>,
}

impl fmt::Debug for Depot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.store)
    }
}

impl Depot {
    /// Opens it; a folder is made.
    pub fn open(route: &DepotRoute) -> Result<Self, Error> {
        let store: Arc<dyn ObjectStore> = match route {
            DepotRoute::Folder(folder) => {
                fs::create_dir_all(folder)
                    .map_err(|error| Error::Generic { store: "folder", source: Box::new(error) })?;
                // What an applicant was told to be attached survives a power cut.
                Arc::new(LocalFileSystem::new_with_prefix(folder)?.with_fsync(true))
            }
            DepotRoute::S3(url) => return Self::s3(AmazonS3Builder::from_env(), url),
        };
        Ok(Self { store })
    }

    fn s3(settings: AmazonS3Builder, url: &str) -> Result<Self, Error> {
        // Fails if a provider was installed before, which does as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let bucket = settings.with_url(url).build()?;
        let prefix = url.splitn(4, '/').nth(3).unwrap_or_default();
        Ok(Self { store: Arc::new(PrefixStore::new(bucket, Path::parse(prefix)?)) })
    }

    /// Keeps all bytes of a file under that identity, piece by piece.
    pub async fn put(&self, id: &str, file: fs::File) -> io::Result<()> {
        let mut writer =
            BufWriter::with_capacity(Arc::clone(&self.store), Path::from(id), PIECE).with_max_concurrency(1);
        let mut file = tokio::fs::File::from_std(file);
        file.rewind().await?;
        if let Err(error) = tokio::io::copy(&mut file, &mut writer).await {
            let _ = writer.abort().await;
            return Err(error);
        }
        writer.shutdown().await
    }

    /// The bytes, piece by piece.
    pub async fn get(&self, id: &str) -> Result<BoxStream<'static, Result<axum::body::Bytes, Error>>, Error> {
        Ok(self.store.get(&Path::from(id)).await?.into_stream())
    }

    /// Erases them; nothing to erase is as good.
    pub async fn erase(&self, id: &str) -> Result<(), Error> {
        match self.store.delete(&Path::from(id)).await {
            Err(Error::NotFound { .. }) => Ok(()),
            outcome => outcome,
        }
    }
}

#[cfg(test)]
mod tests;
