//! A gate before a mail server: while it hangs, it accepts connections and never answers.

use std::sync::Arc;

use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    sync::watch,
};

pub(crate) struct Gate {
    /// Its URL, for `NSS_MAIL_URL`.
    pub(crate) url: String,
    hangs: Arc<watch::Sender<bool>>,
}

impl Gate {
    /// Opens a gate before the mail server behind `url`.
    pub(crate) async fn before(url: &str) -> Self {
        let behind = url.strip_prefix("smtp://").unwrap().to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let gate = Self {
            url: format!("smtp://{}", listener.local_addr().unwrap()),
            hangs: Arc::new(watch::Sender::new(false)),
        };
        let hangs = gate.hangs.subscribe();
        tokio::spawn(async move {
            while let Ok((mut client, _)) = listener.accept().await {
                let (mut hangs, behind) = (hangs.clone(), behind.clone());
                tokio::spawn(async move {
                    if hangs.wait_for(|hangs| !hangs).await.is_ok()
                        && let Ok(mut server) = TcpStream::connect(behind).await
                    {
                        drop(copy_bidirectional(&mut client, &mut server).await);
                    }
                });
            }
        });
        gate
    }

    /// Hangs for connections from now on, or lets them through.
    pub(crate) fn hang(&self, hangs: bool) {
        self.hangs.send_replace(hangs);
    }
}
