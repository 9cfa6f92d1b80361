using FacultyCertification.Features.Decisions;
using FacultyCertification.Features.Figures;
using FacultyCertification.Rules;
using Kernel.Data;
using Kernel.Http;
using Microsoft.Data.Sqlite;
using Testing;

namespace FacultyCertification.Tests;

/// <summary>What was there before there were applications is there afterwards.</summary>
public sealed class MigrationTests
{
    private const string Before = """
        INSERT INTO institution (code, kind, state, version) VALUES ('old-school', 'secondary-school', 'verified', 1);
        INSERT INTO teacher (id, institution, staff_number, category, employed_from, version, created_at)
        VALUES ('01900000-0000-7000-8000-000000000001', 'old-school', 'T-1', 'specialist', '2015-09-01', 2, '2024-03-01T22:00:00.000Z');
        INSERT INTO teacher (id, institution, staff_number, category, person, employed_from, version, created_at)
        VALUES ('01900000-0000-7000-8000-000000000011', 'old-school', 'T-2', 'general', 'p-1', '2015-09-01', 1,
                '2024-03-01T22:00:00.000Z'),
            ('01900000-0000-7000-8000-000000000012', 'bpc', 'T-3', 'specialist', 'p-1', '2016-09-01', 1, '2024-03-01T22:00:00.000Z');
        INSERT INTO employment_fact (teacher_id, fact, effective_on, recorded_at)
        VALUES ('01900000-0000-7000-8000-000000000001', 'joined', '2015-09-01', '2024-02-01T22:00:00.000Z');
        INSERT INTO decision (id, teacher_id, outcome, level, decided_on, grounds, certificate_id, recorded_at)
            VALUES ('01900000-0000-7000-8000-000000000002', '01900000-0000-7000-8000-000000000001', 'granted', 'junior', '2024-03-01',
                'Reviewed.', '01900000-0000-7000-8000-000000000003', '2024-03-02T22:00:00.000Z');
        INSERT INTO decision_member (decision_id, member) VALUES ('01900000-0000-7000-8000-000000000002', 'member-1');
        INSERT INTO certificate (id, teacher_id, institution, decision_id, level, state, valid_from, valid_until, version, created_at)
            VALUES ('01900000-0000-7000-8000-000000000003', '01900000-0000-7000-8000-000000000001', 'old-school',
                '01900000-0000-7000-8000-000000000002', 'junior', 'certified', '2024-03-01', '2029-02-28', 1, '2024-03-02T22:00:00.000Z');
        INSERT INTO certificate_fact (certificate_id, fact, effective_on, recorded_at)
        VALUES ('01900000-0000-7000-8000-000000000003', 'granted', '2024-03-01', '2024-03-02T22:00:00.000Z');
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Decisions_certificates_and_facts_of_the_first_release_survive_the_migration()
    {
        await using var faculty = await FacultyApp.StartAsync(Engine.Sqlite, MakeOld);
        var (teacher, id) = (new Guid("01900000-0000-7000-8000-000000000001"), new Guid("01900000-0000-7000-8000-000000000002"));
        var certificate = await faculty.CertificateAsync(new("01900000-0000-7000-8000-000000000003"), "old-school");
        Assert.Equal((teacher, id, "certified"), (certificate.TeacherId, certificate.DecisionId, certificate.State));
        var decision = Assert.Single((await faculty.PanelOf("old-school").GetAsync($"{FacultyApp.Api}/teachers/{teacher}/decisions", Ct)
            .ReadAsync<Page<Decision>>()).Items);
        Assert.Equal(
            (id, null, certificate.Id, "member-1"),
            (decision.Id, decision.ApplicationId, decision.CertificateId!.Value, decision.Panel.Single()));

        async Task<(int, int)> Known(DateOnly on) =>
            await faculty.TryRatioAsync($"institution=old-school&asOf=2024-06-30&knownOn={on:O}")
                .ReadAsync<DualQualifiedRatio.Figure>() is var figure
                ? (figure.Numerator, figure.Denominator)
                : default;
        Assert.Equal((0, 0), await Known(new(2024, 1, 31)));
        Assert.Equal((0, 1), await Known(new(2024, 3, 1)));
        Assert.Equal((1, 1), await Known(new(2024, 3, 2)));
        Assert.Equal("revoked", (await faculty.RevokeAsync(certificate.Id, FacultyApp.Day, "old-school")).State);
    }

    [Fact]
    public async Task D19_a_certificate_from_before_numbers_gets_one_and_can_be_renewed()
    {
        await using var faculty = await FacultyApp.StartAsync(Engine.Sqlite, MakeOld);
        await faculty.App.SweepAsync("certificate numbers", Ct);

        var certificate = await faculty.CertificateAsync(new("01900000-0000-7000-8000-000000000003"), "old-school");

        Assert.Equal(certificate.Number, CertificateNumber.Read(certificate.Number!));
        Assert.Equal((new DateOnly(2024, 3, 1), new DateOnly(2028, 9, 1)), (certificate.IssuedOn, certificate.RenewalFrom));
        await faculty.SuspendAsync(certificate.Id, FacultyApp.Day, "old-school");
    }

    [Fact]
    public async Task D14_rows_of_one_person_become_one_teacher_whom_both_ids_find()
    {
        await using var faculty = await FacultyApp.StartAsync(Engine.Sqlite, MakeOld);
        var (first, second) = (new Guid("01900000-0000-7000-8000-000000000011"), new Guid("01900000-0000-7000-8000-000000000012"));

        var (there, here) = (await faculty.By("old-school").GetTeacherAsync(first, Ct), await faculty.By().GetTeacherAsync(second, Ct));

        Assert.Equal((first, "T-2", first), (there.Id, there.StaffNumber, there.EmploymentId));
        Assert.Equal((first, "T-3", second), (here.Id, here.StaffNumber, here.EmploymentId));
    }

    [Fact]
    public void D43_what_happened_to_teachers_before_is_on_their_timelines()
    {
        using var database = new OldDatabase("FacultyCertification", "0025_resources.sql");
        database.Run(
            """
            INSERT INTO institution (code, kind, state, version) VALUES ('bpc', 'vocational-college', 'verified', 1);
            INSERT INTO teacher (id, version, created_at) VALUES ('01900000-0000-7000-8000-00000000000A', 1, '2026-01-01 00:00:00');
            INSERT INTO qualification (id, teacher_id, recorded_by, name, issuer, issued_on, document_hash, version, created_at)
            VALUES ('01900000-0000-7000-8000-00000000000B', '01900000-0000-7000-8000-00000000000A', 'bpc', 'N', 'I', '2020-05-01', 'a', 1,
                '2026-01-01 00:00:00');
            INSERT INTO audit (aggregate, aggregate_id, version, action, actor, organisation, trace_id, recorded_at)
            VALUES ('qualification', '01900000-0000-7000-8000-00000000000b', 1, 'recorded', 'a', 'bpc', '', '2026-01-01 20:00:00.000');
            """);

        database.Migrate();

        Assert.Equal(
            ["qualification recorded 2020-05-01 2026-01-02 01900000-0000-7000-8000-00000000000B"],
            database.Read(
                "SELECT kind || ' ' || what || ' ' || happened_on || ' ' || recorded_on || ' ' || thing_id FROM teacher_step"));
        Assert.Equal(["bpc 36"], database.Read("SELECT institution || ' ' || length(id) FROM told_ratio"));
    }

    private static void MakeOld(string folder)
    {
        Directory.CreateDirectory(folder);
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "faculty.db")};Pooling=False");
        connection.Open();
        Run("CREATE TABLE schema_version (ScriptName TEXT NOT NULL PRIMARY KEY, Applied TEXT NOT NULL)");
        foreach (var (assembly, script) in new[]
        {
            (typeof(Db).Assembly, "Kernel.Migrations.Sqlite.0001_messaging.sql"),
            (typeof(FacultyCertificationService).Assembly, "FacultyCertification.Migrations.Sqlite.0001_teachers.sql"),
        })
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(script)!);
            Run(text.ReadToEnd());
            Run($"INSERT INTO schema_version VALUES ('{script}', '2026-01-01')");
        }
        Run(Before);

        void Run(string sql)
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The scripts of this repository and literals of this file.
            command.CommandText = sql;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }
    }
}
