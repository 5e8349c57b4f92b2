//! Companies, contracts with their versions, the codes that are given, and the passwords of the ID notice.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, string, string_null, string_uniq, text, text_null};

use super::table;

pub(super) struct Contracts;

impl MigrationName for Contracts {
    fn name(&self) -> &'static str {
        "0008_contracts"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Contracts {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            table("company", "abbreviation", &mut [string("name"), string("kana"), big_integer("created_at")]),
            table(
                "contract",
                "id",
                &mut [
                    string_uniq("office_code"),
                    string("abbreviation"),
                    string("account_id"),
                    big_integer("created_at"),
                ],
            ),
            table(
                "contract_version",
                "id",
                &mut [
                    string("contract_id"),
                    string("effective_on"),
                    string("number"),
                    string("approved_by"),
                    big_integer("approved_at"),
                    text("body"),
                ],
            ),
            // The key is the series and the code: each code is given once.
            table("code", "key", &mut [string("contract_id")]),
            table(
                "credential",
                "id",
                &mut [
                    string("contract_id"),
                    string("kind"),
                    string("code"),
                    string_null("hash"),
                    text_null("encrypted"),
                    string_null("key_id"),
                ],
            ),
        ];
        for table in tables {
            manager.create_table(table).await?;
        }
        let once: [(&str, &str, &[&str]); 2] = [
            ("contract_version_by_number", "contract_version", &["contract_id", "number"]),
            ("credential_by_code", "credential", &["kind", "code"]),
        ];
        super::index(manager, once, true).await?;
        let many: [(&str, &str, &[&str]); 5] = [
            ("contract_version_by_day", "contract_version", &["contract_id", "effective_on"]),
            ("contract_by_company", "contract", &["abbreviation"]),
            ("contract_by_account", "contract", &["account_id"]),
            ("code_by_contract", "code", &["contract_id"]),
            ("credential_by_contract", "credential", &["contract_id"]),
        ];
        super::index(manager, many, false).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["company", "contract", "contract_version", "code", "credential"] {
            manager.drop_table(Table::drop().table(name).if_exists().to_owned()).await?;
        }
        Ok(())
    }
}
