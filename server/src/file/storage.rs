//! The storage of the bytes of files: a folder, or a bucket of S3. The key is the random identity of the row in the
//! database.

use std::{
    fmt, fs, io,
    path::{self, PathBuf},
    sync::Arc,
};

use futures_util::{StreamExt, stream::BoxStream};
use object_store::{
    Error, ObjectStore, ObjectStoreExt, aws::AmazonS3Builder, buffered::BufWriter, local::LocalFileSystem, path::Path,
    prefix::PrefixStore,
};
use tokio::io::{AsyncSeekExt, AsyncWriteExt};

use crate::config::StorageConfig;

/// Bytes of one part: the minimum of S3.
const PIECE: usize = 5 << 20;

/// The storage of files.
#[derive(Clone)]
pub struct FileStorage {
    store: Arc<dyn ObjectStore>,
    /// None for a bucket.
    folder: Option<PathBuf>,
}

/// Bytes that are being written to the folder: they get the name of the file when they are complete.
#[derive(Debug)]
pub struct Stage {
    /// The id of the file.
    pub id: String,
    path: PathBuf,
}

impl fmt::Debug for FileStorage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.store)
    }
}

impl FileStorage {
    /// Opens the storage; creates the folder.
    pub fn open(route: &StorageConfig) -> Result<Self, Error> {
        match route {
            StorageConfig::Folder(folder) => {
                fs::create_dir_all(folder)
                    .map_err(|error| Error::Generic { store: "folder", source: Box::new(error) })?;
                // fsync: an attached file survives a power cut.
                let store = Arc::new(LocalFileSystem::new_with_prefix(folder)?.with_fsync(true));
                Ok(Self { store, folder: Some(folder.clone()) })
            }
            StorageConfig::S3(url) => Self::s3(AmazonS3Builder::from_env(), url),
        }
    }

    fn s3(settings: AmazonS3Builder, url: &str) -> Result<Self, Error> {
        // Fails if a provider is installed already, which is fine.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let bucket = settings.with_url(url).build()?;
        let prefix = url.splitn(4, '/').nth(3).unwrap_or_default();
        Ok(Self { store: Arc::new(PrefixStore::new(bucket, Path::parse(prefix)?)), folder: None })
    }

    /// Stores the bytes of a file under that id, part by part.
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

    /// The bytes, as a stream.
    pub async fn get(&self, id: &str) -> Result<BoxStream<'static, Result<axum::body::Bytes, Error>>, Error> {
        Ok(self.store.get(&Path::from(id)).await?.into_stream())
    }

    /// Whether nothing is stored.
    pub async fn is_empty(&self) -> Result<bool, Error> {
        Ok(self.store.list(None).next().await.transpose()?.is_none())
    }

    /// Erases them. A missing file is no error.
    pub async fn erase(&self, id: &str) -> Result<(), Error> {
        match self.store.delete(&Path::from(id)).await {
            Err(Error::NotFound { .. }) => Ok(()),
            outcome => outcome,
        }
    }

    /// Bytes that the server may still write on the volume of the folder; none for a bucket.
    pub async fn free_bytes(&self) -> io::Result<Option<u64>> {
        let Some(folder) = self.folder.clone() else { return Ok(None) };
        tokio::task::spawn_blocking(move || free_bytes(&folder)).await?
    }

    /// The stages in the folder: of running uploads, and of those whose process was killed. A bucket keeps them apart; a
    /// lifecycle rule of its own aborts incomplete multipart uploads.
    pub async fn stages(&self) -> io::Result<Vec<Stage>> {
        let Some(folder) = self.folder.clone() else { return Ok(Vec::new()) };
        tokio::task::spawn_blocking(move || find_stages(&folder)).await?
    }

    /// Erases a stage. A missing one is no error.
    pub async fn erase_stage(&self, stage: &Stage) -> io::Result<()> {
        match tokio::fs::remove_file(&stage.path).await {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            outcome => outcome,
        }
    }
}

#[cfg(unix)]
fn free_bytes(folder: &path::Path) -> io::Result<Option<u64>> {
    let volume = rustix::fs::statvfs(folder)?;
    Ok(Some(volume.f_bavail.saturating_mul(volume.f_frsize)))
}

#[cfg(not(unix))]
fn free_bytes(_: &path::Path) -> io::Result<Option<u64>> {
    Ok(None)
}

/// `object_store` names a stage `ID#1`; it does not list them itself.
fn find_stages(folder: &path::Path) -> io::Result<Vec<Stage>> {
    let mut stages = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if let Some((id, _)) = entry.file_name().to_str().and_then(|name| name.split_once('#')) {
            stages.push(Stage { id: id.to_owned(), path: entry.path() });
        }
    }
    Ok(stages)
}

#[cfg(test)]
mod tests;
