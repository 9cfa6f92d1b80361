using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Contracts;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;
using static IndustryPartnership.Tests.PartnershipApp;

namespace IndustryPartnership.Tests;

/// <summary>What slots stated in columns and rows is read as it was once it is one text.</summary>
public sealed class SlotMigrationTests
{
    private static readonly DateOnly Starts = new(2026, 2, 1);
    private static readonly DateOnly Ends = new(2026, 7, 31);

    [Theory, Engines]
    public async Task A_slot_of_each_shape_is_read_the_same_before_and_after_its_terms_became_a_text(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var bare = SlotRequest() with { Terms = new() { Majors = ["460609"] } };
        var rich = SlotRequest(capacity: 3, majors: ["460610", "460609"]).With(new
        {
            title = "无人机 \"A/B\\\"",
            hoursPerDay = 7.25,
            hoursPerWeek = 36.5,
            nightShift = true,
            overtime = (bool?)null,
            workConditions = new[] { "toxic", "at-height" },
            skills = new[] { "测绘", "UAV \"operation\"" },
            place = "Shen/zhen \\ east",
            lengthReason = "First line.\n\tSecond \\/ line.",
            minimumHours = 16,
            coSignatories = new[] { ShougangIt, Ncut },
            filings = new[] { (await FiledAsync(partnership, "F-2")).Id, (await FiledAsync(partnership, "F-1")).Id },
            pay = new { monthly = 2560.41, probation = (decimal?)null, reason = "He said: \"enough\"." },
        });
        var returned = await partnership.DraftSlotAsync(rich);
        await partnership.SubmitAsync(await partnership.DraftSlotAsync(SlotRequest()));
        var opened = await partnership.OpenSlotAsync();
        foreach (var (policy, until) in new[] { ("P-2", Ends), ("P/3", Ends), ("P-2", Ends.AddDays(9)) })
        {
            await InsureAsync(partnership, opened, policy, until);
        }
        await partnership.DraftSlotAsync(bare);
        await partnership.DraftSlotAsync(bare.With(new { kind = "cognitive-visit", hoursPerDay = 0.05 }));
        var (before, recorded) = (await ReadAsync(partnership), await StoredAsync(partnership));
        Assert.Equal(5, before.Count);
        Assert.Equal(2, returned.Terms.Filings!.Count);

        await UndoAsync(partnership, engine);
        partnership.App.Db.Migrate(typeof(Kernel.Data.Db).Assembly, typeof(IndustryPartnershipService).Assembly);

        Assert.Equal(before, await ReadAsync(partnership));
        Assert.Equal(recorded, await StoredAsync(partnership));
    }

    private static async Task<List<string>> ReadAsync(PartnershipApp partnership) =>
        [.. (await SlotsAsync(partnership)).Select(slot => slot.GetRawText())];

    // Canonical JSON is one text for one content: whoever writes it writes the same.
    private static async Task<List<string>> StoredAsync(PartnershipApp partnership) =>
    [
        .. await partnership.App.Db.QueryAsync<string>("SELECT terms FROM partnership.slot ORDER BY seq"),
        .. await partnership.App.Db.QueryAsync<string>(
            "SELECT institution_attestation FROM partnership.slot WHERE institution_attestation IS NOT NULL ORDER BY seq"),
        .. await partnership.App.Db.QueryAsync<string>(
            "SELECT other_insurances FROM partnership.slot WHERE other_insurances IS NOT NULL ORDER BY seq"),
        .. await partnership.App.Db.QueryAsync<string>("SELECT place FROM partnership.slot WHERE place IS NOT NULL ORDER BY seq"),
        .. await partnership.App.Db.QueryAsync<string>("SELECT kind FROM partnership.slot ORDER BY seq"),
    ];

    private static Task<Filing> FiledAsync(PartnershipApp partnership, string number) => partnership.Authority.RecordFilingAsync(new()
    {
        Number = number,
        Institution = Bpc,
        Enterprise = Dji,
        PostKind = "uav-pilot",
        From = Starts,
        Until = Ends,
        Allows = ["night-shift"],
    });

    private static Task<Slot> InsureAsync(PartnershipApp partnership, Slot slot, string policyNumber, DateOnly until) =>
        partnership.Manager(Dji).RecordInsuranceAsync(slot.Id, new()
        {
            Insurer = "Another",
            PolicyNumber = policyNumber,
            From = Starts,
            Until = until,
            ChargedToStudent = false,
            TakenOutBy = "enterprise",
        });

    private static async Task<IEnumerable<JsonElement>> SlotsAsync(PartnershipApp partnership) =>
        (await partnership.App.As(Dji, Roles.InternshipManager).GetAsync($"{Api}/slots").BodyAsync()).GetProperty("items").EnumerateArray();

    // The schema as it was, filled with what is read.
    private static async Task UndoAsync(PartnershipApp partnership, Engine engine)
    {
        await RunAsync(
            """
            CREATE TABLE partnership.slot_terms (
                slot_id UNIQUEIDENTIFIER NOT NULL PRIMARY KEY,
                kind NVARCHAR(20) NOT NULL,
                hours_per_day INT NULL,
                hours_per_week INT NULL,
                night_shift INT NULL,
                rest_days INT NULL,
                overtime INT NULL,
                via_intermediary INT NULL,
                minimum_age INT NULL,
                minimum_hours INT NULL,
                length_reason NVARCHAR(1000) NULL,
                pay BIGINT NULL,
                pay_same_post BIGINT NULL,
                pay_lowest_grade BIGINT NULL,
                pay_probation BIGINT NULL,
                paid_in_money INT NULL,
                paid_monthly INT NULL,
                pay_reason NVARCHAR(1000) NULL,
                attested_by NVARCHAR(100) NULL,
                attested_on DATE NULL,
                institution_attested_by NVARCHAR(100) NULL,
                institution_attested_on DATE NULL,
                place NVARCHAR(100) NULL
            )
            """);
        await RunAsync(
            "CREATE TABLE partnership.slot_word (slot_id UNIQUEIDENTIFIER NOT NULL, list NVARCHAR(20) NOT NULL, word NVARCHAR(40) NOT "
                + "NULL)");
        await RunAsync("CREATE TABLE partnership.slot_filing (slot_id UNIQUEIDENTIFIER NOT NULL, filing_id UNIQUEIDENTIFIER NOT NULL)");
        foreach (var slot in await SlotsAsync(partnership))
        {
            // A draft that states nothing but majors is as one of before there were terms: it has no row.
            var terms = slot.GetProperty("terms");
            if (terms.Text("place") is not null || terms.Text("kind") != "post-internship") await SpreadAsync(slot);
        }
        await RunAsync("UPDATE partnership.slot SET terms = '{}', kind = 'post-internship'");
        if (engine == Engine.SqlServer)
        {
            await RunAsync("ALTER TABLE partnership.slot DROP CONSTRAINT df_slot_kind");
            await RunAsync("ALTER TABLE partnership.slot DROP CONSTRAINT df_slot_terms");
        }
        await RunAsync("ALTER TABLE partnership.slot DROP COLUMN kind");
        await RunAsync("ALTER TABLE partnership.slot DROP COLUMN place");
        await RunAsync("ALTER TABLE partnership.slot DROP COLUMN terms");
        await RunAsync("ALTER TABLE partnership.slot DROP COLUMN institution_attestation");
        await RunAsync("ALTER TABLE partnership.slot DROP COLUMN other_insurances");
        await RunAsync("DELETE FROM partnership.schema_version WHERE ScriptName LIKE '%0042_slot_terms_as_text.sql'");

        Task RunAsync([ConstantExpected] string sql) => partnership.ChangeAsync(sql, new { });

        async Task SpreadAsync(JsonElement slot)
        {
            var (terms, id) = (slot.GetProperty("terms"), slot.GetProperty("id").GetGuid());
            var (pay, attested) = (terms.GetProperty("pay"), terms.GetProperty("attestation"));
            var agreed = slot.GetProperty("institutionAttestation");
            await partnership.ChangeAsync(
                """
                INSERT INTO partnership.slot_terms (slot_id, kind, hours_per_day, hours_per_week, night_shift, rest_days, overtime,
                    via_intermediary, minimum_age, minimum_hours, length_reason, pay, pay_same_post, pay_lowest_grade, pay_probation,
                    paid_in_money, paid_monthly, pay_reason, attested_by, attested_on, institution_attested_by, institution_attested_on,
                    place)
                VALUES (@id, @kind, @perDay, @perWeek, @night, @rest, @overtime, @via, @age, @hours, @lengthReason, @monthly, @same,
                    @lowest, @probation, @inMoney, @paidMonthly, @payReason, @by, @on, @institutionBy, @institutionOn, @place)
                """,
                new
                {
                    id,
                    kind = terms.Text("kind"),
                    perDay = (int?)Hundredths(terms, "hoursPerDay"),
                    perWeek = (int?)Hundredths(terms, "hoursPerWeek"),
                    night = Bit(terms, "nightShift"),
                    rest = Bit(terms, "restDays"),
                    overtime = Bit(terms, "overtime"),
                    via = Bit(terms, "viaIntermediary"),
                    age = Whole(terms, "minimumAge"),
                    hours = Whole(terms, "minimumHours"),
                    lengthReason = Words(terms, "lengthReason"),
                    monthly = Hundredths(pay, "monthly"),
                    same = Hundredths(pay, "samePost"),
                    lowest = Hundredths(pay, "lowestGrade"),
                    probation = Hundredths(pay, "probation"),
                    inMoney = Bit(pay, "inMoney"),
                    paidMonthly = Bit(pay, "paidMonthly"),
                    payReason = Words(pay, "reason"),
                    by = Words(attested, "by"),
                    on = Words(attested, "on"),
                    institutionBy = Words(agreed, "by"),
                    institutionOn = Words(agreed, "on"),
                    place = Words(terms, "place"),
                });
            await ListAsync(id, "condition", terms.GetProperty("workConditions"));
            if (attested.ValueKind == JsonValueKind.Object) await ListAsync(id, "absent", attested.GetProperty("absent"));
            if (agreed.ValueKind == JsonValueKind.Object) await ListAsync(id, "absent-institution", agreed.GetProperty("absent"));
            foreach (var filing in terms.GetProperty("filings").EnumerateArray().Select(one => one.GetGuid()))
            {
                await partnership.ChangeAsync(
                    "INSERT INTO partnership.slot_filing (slot_id, filing_id) VALUES (@id, @filing)", new { id, filing });
            }
        }

        async Task ListAsync(Guid id, string list, JsonElement words)
        {
            foreach (var word in words.Codes().Reverse())
            {
                await partnership.ChangeAsync(
                    "INSERT INTO partnership.slot_word (slot_id, list, word) VALUES (@id, @list, @word)", new { id, list, word });
            }
        }
    }

    private static JsonElement? Stated(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.GetProperty(name) is { ValueKind: not JsonValueKind.Null } stated ? stated : null;

    private static long? Hundredths(JsonElement of, string name) => (long?)(Stated(of, name)?.GetDecimal() * 100);

    private static int? Whole(JsonElement of, string name) => Stated(of, name)?.GetInt32();

    private static int? Bit(JsonElement of, string name) => Stated(of, name)?.GetBoolean() switch { true => 1, false => 0, null => null };

    private static string? Words(JsonElement of, string name) => Stated(of, name)?.GetString();
}
