using System.Net;
using Contracts;
using Contracts.FacultyCertification;
using Testing;
using VocationalPlatform.Client.FacultyCertification;

namespace FacultyCertification.Tests;

/// <summary>The ratio by unit, published figures, the event and the forecast (D41).</summary>
public sealed class FigureTests
{
    private const string Design = "design";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task D41_the_ratio_of_a_unit_counts_its_teachers_alone(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, FacultyApp.Day);
        await faculty.RegisterAsync();
        await RegisterAsync(faculty, Design);

        Assert.Equal((1, 2), await RatioAsync(faculty, FacultyApp.Unit));
        Assert.Equal((0, 1), await RatioAsync(faculty, Design));
        Assert.Equal((1, 3), await RatioAsync(faculty, null));
    }

    [Theory, Engines]
    public async Task D41_a_corrected_unit_changes_no_figure_as_known_before(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = await RegisterAsync(faculty, Design);
        faculty.App.Today.MoveTo(FacultyApp.Day.AddDays(1));
        await faculty.By().CorrectTeacherAsync(
            teacher.Id, 1, new() { Teacher = Request(teacher.StaffNumber, FacultyApp.Unit), Reason = "The wrong unit." });

        Assert.Equal((0, 0), await RatioAsync(faculty, Design));
        Assert.Equal((0, 1), await RatioAsync(faculty, Design, FacultyApp.Day));
    }

    [Theory, Engines]
    public async Task D41_a_published_figure_stays_with_everybody_behind_it(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var (first, second) = (await faculty.RegisterAsync(), await faculty.RegisterAsync());
        var certificate = await faculty.CertifyAsync(first.Id, FacultyApp.Day);
        var published = await faculty.By().PublishFigureAsync(new() { Institution = FacultyApp.Bpc });

        await faculty.RevokeAsync(certificate.Id, FacultyApp.Day);

        var kept = await Reader(faculty).GetPublishedFigureAsync(published.Id, Ct);
        Assert.Equal(
            (1, 2, "50.00", FacultyApp.Day),
            (kept.Figure.Numerator, kept.Figure.Denominator, kept.Figure.Value, kept.Figure.AsOf));
        var behind = (await faculty.By().ListFigureTeachersAsync(published.Id, cancellationToken: Ct)).Items;
        Assert.Equal(
            new[] { (first.Id, (Guid?)certificate.Id), (second.Id, null) }.Order(),
            behind.Select(one => (one.TeacherId, one.CertificateId)).Order());
        Assert.Equal((0, 2), await RatioAsync(faculty, null));
    }

    [Theory, Engines]
    public async Task D41_only_the_institution_or_an_authority_publishes_its_figure(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var request = new PublishFigureRequest { Institution = FacultyApp.Bpc };

        await faculty.By(FacultyApp.Ncut).PublishFigureAsync(request).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        var published = await Reader(faculty).PublishFigureAsync(request);

        Assert.Equal(FacultyApp.Authority, published.PublishedBy);
        await faculty.By(FacultyApp.Ncut).ListFigureTeachersAsync(published.Id, cancellationToken: Ct)
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
    }

    [Theory, Engines]
    public async Task D41_a_changed_ratio_is_told_once_and_the_same_value_is_not_told_again(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, FacultyApp.Day);
        await faculty.App.SweepAsync("dual-qualified ratio", Ct);
        await faculty.App.SweepAsync("dual-qualified ratio", Ct);

        // Another certified teacher: 2 of 2 is 100 % as 1 of 1 is.
        await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, FacultyApp.Day);
        await faculty.App.SweepAsync("dual-qualified ratio", Ct);

        // The platform sweeps by itself too, perhaps while a teacher has no certificate yet.
        var told = Assert.Single(await faculty.App.PublishedAsync<RatioChangedV1>(), one => one.Ratio.Value == "100.00");
        Assert.Equal((FacultyApp.Bpc, 1, 1), (told.Ratio.Institution, told.Ratio.Numerator, told.Ratio.Denominator));
    }

    [Theory, Engines]
    public async Task D41_a_ratio_that_falls_because_a_day_has_passed_is_told(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var certificate = await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, FacultyApp.Day);
        await faculty.App.SweepAsync("dual-qualified ratio", Ct);

        faculty.App.Today.MoveTo(certificate.ValidUntil.AddDays(1));
        await faculty.App.SweepAsync("dual-qualified ratio", Ct);

        var told = (await faculty.App.PublishedAsync<RatioChangedV1>()).OrderBy(one => one.Ratio.Version);
        Assert.Equal(["100.00", "0.00"], told.Select(one => one.Ratio.Value).SkipWhile(value => value == "0.00"));
    }

    [Theory, Engines]
    public async Task D41_the_forecast_names_the_cliff_and_whose_renewals_prevent_it(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var (early, late) = (await faculty.RegisterAsync(), await faculty.RegisterAsync());
        var first = await faculty.CertifyAsync(early.Id, FacultyApp.Day.AddYears(-4));
        await faculty.CertifyAsync(late.Id, FacultyApp.Day);

        var forecast = await faculty.By().ForecastRatioAsync(10_000, FacultyApp.Day.AddYears(2), cancellationToken: Ct);

        Assert.Equal(first.ValidUntil.AddDays(1), forecast.FirstDayBelow);
        Assert.Equal((1, 2, "50.00"), (forecast.Numerator, forecast.Denominator, forecast.Value));
        Assert.Equal([(early.Id, first.ValidUntil)], forecast.Renewals!.Select(one => (one.TeacherId, one.LastDay)));
        Assert.Null(forecast.FirstDayBelowWithAll);
    }

    [Theory, Engines]
    public async Task D41_the_forecast_leaves_out_who_departs_and_who_is_out_of_scope(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var (stays, departs) = (await faculty.RegisterAsync(), await faculty.RegisterAsync());
        await faculty.CertifyAsync(stays.Id, FacultyApp.Day);
        await faculty.RegisterAsync(category: "general");
        await faculty.DepartAsync(departs.Id, FacultyApp.Day.AddDays(10));
        var revoked = await faculty.RegisterAsync();
        await faculty.RevokeAsync((await faculty.CertifyAsync(revoked.Id, FacultyApp.Day)).Id, FacultyApp.Day);

        var half = await faculty.By().ForecastRatioAsync(5_000, cancellationToken: Ct);

        // 1 of 3 today; 1 of 2 after the departure. A revoked certificate cannot be renewed.
        Assert.Equal((FacultyApp.Day, 1, 3), (half.FirstDayBelow, half.Numerator, half.Denominator));
        Assert.Null(half.Renewals);
        Assert.Null((await faculty.By().ForecastRatioAsync(3_333, cancellationToken: Ct)).FirstDayBelow);
    }

    [Theory, Engines]
    public async Task D41_the_horizon_is_at_most_five_years_ahead(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);

        foreach (var day in new[] { FacultyApp.Day.AddDays(-1), FacultyApp.Day.AddYears(5).AddDays(1) })
        {
            var problem = await faculty.By().ForecastRatioAsync(9_000, day, cancellationToken: Ct)
                .ShouldBeProblemAsync("horizon-out-of-range", HttpStatusCode.UnprocessableEntity);
            await faculty.By().ForecastRatioAsync(9_000, problem.Change("until").Day(), cancellationToken: Ct);
        }
    }

    private static FacultyCertificationClient Reader(FacultyApp faculty) =>
        new(faculty.App.As(FacultyApp.Authority, Roles.Authority));

    private static async Task<(int, int)> RatioAsync(FacultyApp faculty, string? unit, DateOnly? knownOn = null)
    {
        var ratio = await Reader(faculty).DualQualifiedRatioAsync(FacultyApp.Bpc, knownOn: knownOn, unit: unit, cancellationToken: Ct);
        return (ratio.Numerator, ratio.Denominator);
    }

    private static Task<Teacher> RegisterAsync(FacultyApp faculty, string unit) =>
        faculty.By().RegisterTeacherAsync(Request($"T-{Guid.NewGuid().ToString("N")[..12]}", unit));

    private static RegisterTeacherRequest Request(string staffNumber, string unit) =>
        new() { StaffNumber = staffNumber, Category = "specialist", EmployedFrom = FacultyApp.Employed, Unit = unit };
}
