using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>The texts that were in force before amendments came are readable after them (D23).</summary>
public sealed class AgreementMigrationTests
{
    [Fact]
    public void D23_migrated_agreement_has_its_text_in_force_as_first_text()
    {
        using var database = new OldDatabase("IndustryPartnership", "0010_texts_and_contacts.sql");
        database.Run("""
            INSERT INTO agreement (id, kind, title, terms, valid_from, valid_until, state, terminated_on, drafted_by, revision, text,
                text_hash, version, created_at) VALUES
                ('active', 'k', 't', 'w', '2026-01-01', '2030-12-31', 'active', NULL, 'bpc', 3, '{}', 'h', 6, ''), ('early', 'k', 't', 'w',
                    '2027-01-01', '2030-12-31', 'active', NULL, 'bpc', 1, '{}', 'h', 6, ''),
                ('ended', 'k', 't', 'w', '2026-01-01', '2030-12-31', 'terminated', '2026-05-01', 'ncut', 1, '{}', 'h', 6, ''), ('over', 'k',
                    't', 'w', '2024-01-01', '2025-12-31', 'expired', NULL, 'ncut', 1, '{}', 'h', 6, ''),
                ('open', 'k', 't', 'w', '2026-01-01', '2030-12-31', 'signed', NULL, 'bpc', 1, '{}', 'h', 3, '');
            INSERT INTO agreement_signature (agreement_id, revision, organisation, signed_by, signed_at) VALUES
                ('active', 1, 'bpc', 's', '2026-02-01T00:00:00.000Z'), ('active', 3, 'bpc', 's', '2026-03-01T15:59:59.999Z'), ('active', 3,
                    'ncut', 's', '2026-03-01T16:00:00.000Z'), ('early', 1, 'bpc', 's', '2026-03-01T00:00:00.000Z');
            """);

        database.Migrate();

        Assert.Equal(
            [
                "active 3 active bpc 2026-03-02 -", "early 1 active bpc 2027-01-01 -", "ended 1 active ncut 2026-01-01 2026-05-01",
                "over 1 active ncut 2024-01-01 2026-01-01",
            ],
            database.Read(
                """
                SELECT agreement_id || ' ' || revision || ' ' || state || ' ' || proposed_by || ' ' || in_force_from || ' ' || COALESCE(in_force_until, '-')
                FROM agreement_text
                ORDER BY agreement_id
                """));
        Assert.Equal(
            ["2026-02-01", "2026-03-01", "2026-03-02", "2026-03-01"],
            database.Read("SELECT signed_on FROM agreement_signature ORDER BY rowid"));
    }
}
