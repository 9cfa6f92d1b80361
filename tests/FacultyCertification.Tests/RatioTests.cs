using System.Net;
using Contracts;
using Contracts.IndustryPartnership;
using FacultyCertification.Features.Figures;
using Testing;
using VocationalPlatform.Client.FacultyCertification;

namespace FacultyCertification.Tests;

public sealed class RatioTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task D41_64_of_69_teachers_in_scope_are_92_75_per_cent(Engine engine)
    {
        // Illustrative: the source gives the percentage alone.
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teachers = await Task.WhenAll(Enumerable.Range(0, 69)
            .Select(i => faculty.RegisterAsync(category: i % 3 == 0 ? "internship-instructor" : "specialist")));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => faculty.RegisterAsync(category: "general")));
        await faculty.RegisterAsync(org: FacultyApp.Ncut);
        await Task.WhenAll(teachers.Take(64).Select(teacher => faculty.CertifyAsync(teacher.Id, new(2024, 3, 1))));

        Assert.Equal(
            Figure("bpc", 64, 69, "92.75"),
            await faculty.TryRatioAsync("institution=bpc").ReadAsync<DualQualifiedRatio.Figure>());
        Assert.Equal(Figure("ncut", 0, 1, "0.00"), await faculty
            .TryRatioAsync($"institution=ncut&asOf={FacultyApp.Day:O}")
            .ReadAsync<DualQualifiedRatio.Figure>());
    }

    [Theory, Engines]
    public async Task D41_ratio_without_teachers_in_scope_is_null(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        await faculty.RegisterAsync(category: "general");
        await faculty.RegisterAsync(employedFrom: FacultyApp.Day);
        Assert.Equal((0, 0, null), Counted(await faculty.RatioAsync(FacultyApp.Day.AddDays(-1))));
        Assert.Equal((0, 1, "0.00"), Counted(await faculty.RatioAsync(FacultyApp.Day)));
        Assert.Equal((0, 0, null), Counted(await faculty.RatioAsync(new(1950, 1, 1))));
    }

    [Theory, Engines]
    public async Task D20_from_the_day_of_the_revocation_the_teacher_is_out_of_the_ratio(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var certificate = await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, new(2024, 3, 1));
        Assert.Equal((0, 1, "0.00"), Counted(await faculty.RatioAsync(new(2024, 2, 29))));
        Assert.Equal((1, 1, "100.00"), Counted(await faculty.RatioAsync(new(2024, 3, 1))));
        Assert.Equal((1, 1, "100.00"), Counted(await faculty.RatioAsync(FacultyApp.Day)));

        var before = faculty.Moment();
        await faculty.RevokeAsync(certificate.Id, new(2026, 1, 15));
        Assert.Equal((1, 1, "100.00"), Counted(await faculty.RatioAsync(new(2026, 1, 14))));
        Assert.Equal((0, 1, "0.00"), Counted(await faculty.RatioAsync(new(2026, 1, 15))));
        Assert.Equal((0, 1, "0.00"), Counted(await faculty.RatioAsync(FacultyApp.Day)));

        var asKnown = await faculty.RatioAsync(FacultyApp.Day, before);
        Assert.Equal((1, 1, "100.00"), Counted(asKnown));
        Assert.Equal(before, asKnown.KnownAt);
    }

    [Theory, Engines]
    public async Task D41_after_the_last_day_the_teacher_is_not_counted(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await faculty.RegisterAsync();
        await faculty.RegisterAsync();
        await faculty.CertifyAsync(teacher.Id, new(2024, 3, 1));
        var before = faculty.Moment();
        await faculty.DepartAsync(teacher.Id, new(2026, 5, 31));

        Assert.Equal((1, 2, "50.00"), Counted(await faculty.RatioAsync(new(2026, 5, 31))));
        Assert.Equal((0, 1, "0.00"), Counted(await faculty.RatioAsync(new(2026, 6, 1))));
        Assert.Equal((1, 2, "50.00"), Counted(await faculty.RatioAsync(new(2026, 6, 1), before)));
    }

    [Theory, Engines]
    public async Task D19_after_its_last_day_a_certificate_does_not_count(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var certificate = await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, new(2022, 3, 1));
        var after = certificate.ValidUntil.AddDays(1);
        faculty.App.Today.MoveTo(after);
        Assert.Equal((1, 1, "100.00"), Counted(await faculty.RatioAsync(certificate.ValidUntil)));
        Assert.Equal((0, 1, "0.00"), Counted(await faculty.RatioAsync(after)));

        await faculty.App.SweepAsync("certificate expiry", Ct);
        Assert.Equal((1, 1, "100.00"), Counted(await faculty.RatioAsync(certificate.ValidUntil)));
        await faculty.CertifyAsync(certificate.TeacherId, after);
        Assert.Equal((1, 1, "100.00"), Counted(await faculty.RatioAsync(after)));
    }

    [Theory, Engines]
    public async Task D41_unit_that_no_teacher_ever_had_is_refused(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        await faculty.RegisterAsync();

        var problem = await faculty.TryRatioAsync("institution=bpc&unit=mechatronic")
            .ShouldBeProblemAsync("no-such-unit", HttpStatusCode.UnprocessableEntity);
        await faculty.By().ForecastRatioAsync(9000, unit: "mechatronic")
            .ShouldBeProblemAsync("no-such-unit", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(System.Text.Json.JsonValueKind.Null, problem.Change("unit").ValueKind);
        await faculty.TryRatioAsync("institution=bpc").BodyAsync();
        await faculty.TryRatioAsync($"institution=bpc&unit={FacultyApp.Unit}").BodyAsync();
    }

    [Theory, Engines]
    public async Task D41_late_record_was_not_known_before(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var nothing = faculty.Moment();
        var teacher = await faculty.RegisterAsync();
        var employed = faculty.Moment();
        await faculty.CertifyAsync(teacher.Id, new(2024, 3, 1));
        Assert.Equal((0, 0, null), Counted(await faculty.RatioAsync(FacultyApp.Day, nothing)));
        Assert.Equal((0, 1, "0.00"), Counted(await faculty.RatioAsync(FacultyApp.Day, employed)));
        Assert.Equal((1, 1, "100.00"), Counted(await faculty.RatioAsync(FacultyApp.Day, faculty.Moment())));
    }

    [Theory, Engines]
    public async Task D41_figure_of_the_future_is_refused(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var day = await faculty.TryRatioAsync($"institution=bpc&asOf={FacultyApp.Day.AddDays(1):O}")
            .ShouldBeProblemAsync("as-of-in-future", HttpStatusCode.UnprocessableEntity);
        await faculty.TryRatioAsync($"institution=bpc&asOf={day.Change("asOf").GetString()}").BodyAsync();
        var moment = await faculty.TryRatioAsync("institution=bpc&knownAt=2098-01-01T00:00:00Z")
            .ShouldBeProblemAsync("known-at-in-future", HttpStatusCode.UnprocessableEntity);
        await faculty.TryRatioAsync($"institution=bpc&knownAt={Uri.EscapeDataString(moment.Change("knownAt").GetString()!)}").BodyAsync();
        var known = await faculty.TryRatioAsync($"institution=bpc&knownOn={FacultyApp.Day.AddDays(1):O}")
            .ShouldBeProblemAsync("known-at-in-future", HttpStatusCode.UnprocessableEntity);
        await faculty.TryRatioAsync($"institution=bpc&knownOn={known.Change("knownOn").GetString()}").BodyAsync();
    }

    [Theory, Engines]
    public async Task D41_back_dated_revocation_changes_last_months_figure_but_not_what_was_known_then(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var lastMonth = new DateOnly(2026, 5, 31);
        faculty.App.Today.MoveTo(new(2026, 5, 20));
        var certificate = await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, new(2026, 5, 10));
        var leaving = await faculty.RegisterAsync();
        faculty.App.Today.MoveTo(FacultyApp.Day);
        await faculty.RevokeAsync(certificate.Id, new(2026, 5, 15));
        await faculty.DepartAsync(leaving.Id, new(2026, 5, 15));
        await faculty.RegisterAsync();

        Assert.Equal((0, 2, "0.00"), Counted(await faculty.RatioAsync(lastMonth)));
        var known = await faculty.RatioAsync(lastMonth, knownOn: lastMonth);
        Assert.Equal((1, 2, "50.00"), Counted(known));
        Assert.Equal((lastMonth, null), (known.KnownOn!.Value, known.KnownAt));
        Assert.Equal((1, 2, "50.00"), Counted(await faculty.RatioAsync(lastMonth, knownOn: FacultyApp.Day.AddDays(-1))));
        Assert.Equal((0, 2, "0.00"), Counted(await faculty.RatioAsync(lastMonth, knownOn: FacultyApp.Day)));
        Assert.Equal((0, 0, null), Counted(await faculty.RatioAsync(lastMonth, knownOn: new DateOnly(2026, 5, 19))));
    }

    [Theory, Engines]
    public async Task D41_figure_is_as_known_at_one_moment_or_on_one_day(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var problem = await faculty.TryRatioAsync("institution=bpc&knownAt=2026-01-01T00:00:00Z&knownOn=2026-01-01")
            .ShouldBeProblemAsync("known-twice", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, problem.Change("knownAt").ValueKind);
        await faculty.TryRatioAsync("institution=bpc&knownOn=2026-01-01").BodyAsync();
    }

    [Theory, Engines]
    public async Task D41_ratio_needs_a_known_institution(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        await faculty.TryRatioAsync("institution=shougang-it").ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        await faculty.TryRatioAsync("institution=dji").ShouldBeProblemAsync("not-an-institution", HttpStatusCode.UnprocessableEntity);
        await faculty.App.DeliverAsync(FacultyApp.Registered("shougang-it", OrganisationKind.University));
        Assert.Equal((0, 0, null), Counted(await faculty.RatioAsync(FacultyApp.Day, org: "shougang-it")));
        await faculty.App.DeliverAsync(new OrganisationClosedV1
        {
            OccurredAt = DateTimeOffset.UtcNow,
            Organisation = FacultyApp.Organisation("shougang-it", OrganisationKind.University, "closed", 2),
        });
        Assert.Equal((0, 0, null), Counted(await faculty.RatioAsync(FacultyApp.Day, org: "shougang-it")));
    }

    [Theory]
    [InlineData("", "malformed-request")]
    [InlineData("institution=bpc&asOf=yesterday", "malformed-request")]
    [InlineData("institution=bpc&knownAt=yesterday", "malformed-request")]
    [InlineData("institution=b2345678901234567890123456789012345678901", "malformed-request")]
    public async Task A_question_that_cannot_be_read_is_refused(string query, string problem)
    {
        await using var faculty = await FacultyApp.StartAsync(Engine.Sqlite);
        await faculty.TryRatioAsync(query).ShouldBeProblemAsync(problem, HttpStatusCode.BadRequest);
    }

    [Theory, Engines]
    public async Task D41_everybody_with_the_scope_may_ask(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        const string path = $"{FacultyApp.Api}/figures/dual-qualified-ratio?institution=bpc";
        foreach (var reader in new[]
        {
            faculty.App.As(null),
            faculty.App.As(FacultyApp.Dji, Roles.InternshipManager),
            faculty.App.AsPerson("bpc", Roles.Learner, "p-9"),
            faculty.App.As(null, Roles.Ops),
        })
        {
            await reader.GetAsync(path, Ct).BodyAsync();
        }
        await faculty.App.With(null).GetAsync(path, Ct).ShouldBeProblemAsync("unauthenticated", HttpStatusCode.Unauthorized);
        await faculty.App.With(faculty.App.Mint(issuer => issuer.Token("bpc", [], scopes: ["enrollment"]))).GetAsync(path, Ct)
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
    }

    private static DualQualifiedRatio.Figure Figure(string institution, int numerator, int denominator, string value) => new()
    {
        Name = "dual-qualified-ratio",
        Institution = institution,
        Unit = null,
        Numerator = numerator,
        Denominator = denominator,
        AsOf = FacultyApp.Day,
        KnownAt = null,
        KnownOn = null,
        Value = value,
    };

    private static (int, int, string?) Counted(DualQualifiedRatioFigure figure) => (figure.Numerator, figure.Denominator, figure.Value);
}
