//! The second factor: TOTP (RFC 6238) with a step of 30 seconds. Its secret is stored encrypted.

use nss_core::{account::password::normalise, api::Instant};
use qrcode::{
    QrCode,
    render::{svg, unicode::Dense1x2},
    types::QrError,
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr};
use totp_rs::{Builder, Secret, SecretParseError, Totp, TotpError};

use crate::{
    cipher::{Cipher, CipherError, EncryptedText},
    error::ApiError,
    store::{self, Store, staff},
};

/// The name of the service in the authenticator.
const ISSUER: &str = "NSS";
/// Bytes of a secret: as many as the hash has (RFC 4226).
const SECRET: usize = 20;
/// Steps that the clocks of server and authenticator may differ.
const SKEW: u16 = 1;

/// A second factor cannot be made or read.
#[derive(Debug, thiserror::Error)]
pub enum SecondFactorError {
    /// The system gave no random bytes.
    #[error("randomness: {0}")]
    Random(#[from] getrandom::Error),
    /// Its secret cannot be encrypted or decrypted.
    #[error("second factor: {0}")]
    Cipher(#[from] CipherError),
    /// Its stored secret is no base 32.
    #[error("stored secret: {0:?}")]
    Secret(SecretParseError),
    /// The library refuses it.
    #[error("second factor: {0}")]
    Totp(#[from] TotpError),
    /// Its URI has no QR code.
    #[error("QR code: {0}")]
    Qr(#[from] QrError),
}

impl From<SecondFactorError> for ApiError {
    fn from(error: SecondFactorError) -> Self {
        tracing::error!(%error, "staff");
        Self::new(nss_core::api::ProblemKind::Internal)
    }
}

/// The second factor of one member.
pub struct Authenticator(Totp);

impl Authenticator {
    fn new(secret: Secret, login_id: &str) -> Result<Self, SecondFactorError> {
        let builder = Builder::new().with_secret(secret).with_skew(SKEW).with_issuer(Some(ISSUER));
        Ok(Self(builder.with_account_name(login_id).build()?))
    }

    /// The secret in base 32.
    pub fn secret(&self) -> String {
        self.0.secret().to_base32()
    }

    /// The `otpauth:` URI that an authenticator reads.
    pub fn uri(&self) -> Result<String, SecondFactorError> {
        Ok(self.0.to_url()?)
    }

    /// The QR code of the URI, for a page.
    pub fn qr_svg(&self) -> Result<String, SecondFactorError> {
        Ok(QrCode::new(self.uri()?)?.render::<svg::Color<'_>>().min_dimensions(240, 240).build())
    }

    /// The QR code of the URI, for a terminal: blocks are light, since most terminals are dark.
    pub fn qr_text(&self) -> Result<String, SecondFactorError> {
        let code = QrCode::new(self.uri()?)?;
        Ok(code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build())
    }

    /// The code at an instant.
    pub fn code(&self, at: Instant) -> String {
        self.0.generate(seconds(at)).to_string()
    }

    /// The step whose code was typed, if it is the present one or its neighbour. The caller accepts each step once.
    pub fn step(&self, typed: &str, now: Instant) -> Option<i64> {
        self.0.check(&normalise(typed), seconds(now)).and_then(|step| i64::try_from(step).ok())
    }
}

fn seconds(at: Instant) -> u64 {
    u64::try_from(at.timestamp()).unwrap_or_default()
}

/// Draws second factors and reads the stored ones.
#[derive(Clone, Debug)]
pub struct SecondFactors {
    cipher: Cipher,
}

impl SecondFactors {
    /// With the cipher of their secrets.
    pub const fn new(cipher: Cipher) -> Self {
        Self { cipher }
    }

    /// A new one for the member `id`, and its encrypted secret.
    pub fn draw(&self, id: &str, login_id: &str) -> Result<(Authenticator, EncryptedText), SecondFactorError> {
        let drawn = Authenticator::new(Secret::from(store::random::<SECRET>()?), login_id)?;
        let encrypted = self.cipher.encrypt(id, &drawn.secret())?;
        Ok((drawn, encrypted))
    }

    /// The stored one of a member.
    pub fn of(&self, member: &staff::Model) -> Result<Authenticator, SecondFactorError> {
        let secret = self.cipher.decrypt(&member.id, &member.secret_key_id, &member.secret)?;
        let secret = Secret::try_from_base32(secret).map_err(SecondFactorError::Secret)?;
        Authenticator::new(secret, &member.login_id)
    }

    /// Encrypts secrets of a previous key anew, so that it is not needed for longer.
    pub async fn renew(&self, store: &Store) -> Result<(), DbErr> {
        let Some(key_id) = self.cipher.key_id() else { return Ok(()) };
        let old = staff::Entity::find().filter(staff::Column::SecretKeyId.ne(key_id)).all(&store.read_db).await?;
        for member in old {
            let renewed = self
                .cipher
                .decrypt(&member.id, &member.secret_key_id, &member.secret)
                .and_then(|secret| self.cipher.encrypt(&member.id, &secret));
            let renewed = match renewed {
                Ok(renewed) => renewed,
                Err(error) => {
                    tracing::error!(%error, staff = member.id, "a second factor cannot be read");
                    continue;
                }
            };
            staff::Entity::update_many()
                .col_expr(staff::Column::Secret, Expr::value(renewed.text))
                .col_expr(staff::Column::SecretKeyId, Expr::value(renewed.key_id))
                .filter(staff::Column::Id.eq(&member.id))
                // A reset in between has drawn another secret.
                .filter(staff::Column::Secret.eq(&member.secret))
                .exec(&store.db)
                .await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta};
    use totp_rs::Secret;

    use super::Authenticator;

    /// The secret of RFC 6238, appendix B, whose codes have their last six digits here.
    fn authenticator() -> Authenticator {
        Authenticator::new(Secret::from(*b"12345678901234567890"), "yamada").unwrap()
    }

    #[test]
    fn the_codes_are_those_of_the_rfc() {
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")] {
            let at = DateTime::from_timestamp(seconds, 0).unwrap().fixed_offset();
            assert_eq!(authenticator().code(at), code);
            assert_eq!(authenticator().step(code, at), Some(seconds / 30));
        }
    }

    #[test]
    fn a_code_is_good_for_its_step_and_both_neighbours() {
        let at = DateTime::from_timestamp(1_111_111_110, 0).unwrap().fixed_offset();
        let code = authenticator().code(at);
        for (seconds, is_good) in [(-31, false), (-30, true), (0, true), (59, true), (60, false)] {
            let found = authenticator().step(&code, at + TimeDelta::seconds(seconds));
            assert_eq!(found.is_some(), is_good, "{seconds}");
        }
        assert_eq!(authenticator().step(" ０５０４７１ ", at), Some(37_037_037), "as typed on a Japanese keyboard");
        assert_eq!(authenticator().step("", at), None);
    }

    #[test]
    fn uri_and_codes_hold_the_secret() {
        let uri = authenticator().uri().unwrap();
        assert_eq!(uri, "otpauth://totp/NSS:yamada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=NSS");
        let svg = authenticator().qr_svg().unwrap();
        assert!(svg.contains("<svg") && !svg.contains("script"), "{svg}");
        let text = authenticator().qr_text().unwrap();
        assert!(text.lines().count() > 15 && text.contains('█'), "{text}");
    }
}
