using System.Net;
using Contracts.Enrollment;
using Contracts.IndustryPartnership;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;
using Xunit;

namespace Enrollment.Tests;

public sealed class XCertificateTests
{
    private static readonly DateOnly Issued = new(2026, 6, 1);

    [Theory, Engines]
    public async Task D21_a_type_has_the_three_levels_unless_it_states_its_own(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);

        Assert.Equal(["junior", "intermediate", "senior"], (await DefineAsync(enrollment)).Levels);
        Assert.Equal(["one", "two"], (await DefineAsync(enrollment, "welding", ["one", "two"])).Levels);
    }

    [Theory, Engines]
    public async Task D21_a_code_names_one_type(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await DefineAsync(enrollment);

        var taken = await DefineAsync(enrollment).ShouldBeProblemAsync("x-certificate-type-taken", HttpStatusCode.Conflict);

        Assert.Equal("D21", taken.Rule);
        await DefineAsync(enrollment, "welding");
    }

    [Theory, Engines]
    public async Task D21_an_evaluation_organisation_need_not_be_registered_and_is_no_school(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.KnowAsync("assessor", OrganisationKind.EvaluationOrganisation);

        var refused = await DefineAsync(enrollment, evaluator: Ncut)
            .ShouldBeProblemAsync("not-an-evaluator", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D21", refused.Rule);
        await DefineAsync(enrollment, evaluator: "assessor");
        await DefineAsync(enrollment, "welding", evaluator: "nobody-here");
    }

    [Theory, Engines]
    public async Task D43_a_corrected_type_keeps_its_former_names_and_levels(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await DefineAsync(enrollment);
        var right = new CorrectXCertificateTypeRequest
        {
            Reason = "A typing error.",
            Name = "Network operation and maintenance",
            EvaluatorName = "Skills",
            Levels = ["junior", "intermediate", "senior", "expert"],
        };

        await enrollment.By(Bpc).CorrectXCertificateTypeAsync("network", right);

        var type = await enrollment.By(Ncut).GetXCertificateTypeAsync("network");
        Assert.Equal((right.Name, 2, 4), (type.Name, type.Version, type.Levels.Count));
        var former = Assert.Single(type.Former);
        Assert.Equal((1, "Network operation", 3, Day), (former.Version, former.Name, former.Levels.Count, former.CorrectedOn));
        Assert.Equal("A typing error.", former.Reason);
    }

    [Theory, Engines]
    public async Task D43_a_correction_of_a_type_keeps_its_levels(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        await DefineAsync(enrollment);
        CorrectXCertificateTypeRequest With(params string[] levels) =>
            new() { Reason = "A typing error.", Name = "Network", EvaluatorName = "Skills", Levels = levels };

        var lost = await enrollment.By(Bpc).CorrectXCertificateTypeAsync("network", With("junior"))
            .ShouldBeProblemAsync("level-lost", HttpStatusCode.UnprocessableEntity);
        await enrollment.By(Bpc).CorrectXCertificateTypeAsync("network", With("junior", "junior", "intermediate", "senior"))
            .ShouldBeProblemAsync("level-twice", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D43", lost.Rule);
        await enrollment.By(Bpc).CorrectXCertificateTypeAsync("network", With("junior", "intermediate", "senior"));
    }

    [Theory, Engines]
    public async Task S13_a_degree_alone_an_x_alone_and_both_are_recorded(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        await DefineAsync(exam.Enrollment);
        var (degree, both) = (await exam.ReadyAsync(), await exam.ReadyAsync());
        var x = await exam.EnrolledAsync();
        foreach (var learner in new[] { degree, both })
        {
            await exam.By(Bpc).AwardAssociateDiplomaAsync(learner, new() { Reason = "declined", AwardedOn = Day });
        }
        foreach (var (learner, number) in new[] { (both, "X1"), (x, "X2") }) await RecordAsync(exam.Enrollment, learner, number);

        var held = new List<(int Diplomas, int Certificates)>();
        foreach (var learner in new[] { degree, x, both })
        {
            held.Add((
                (await exam.By(Bpc).ListDiplomasAsync(learner)).Items.Count,
                (await exam.By(Bpc).ListXCertificatesAsync(learner)).Items.Count));
        }

        Assert.Equal([(1, 0), (0, 1), (1, 1)], held);
    }

    [Theory, Engines]
    public async Task D21_an_event_has_neither_the_number_nor_the_account(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var learner = await LearnerAsync(enrollment);

        var recorded = await RecordAsync(enrollment, learner, "X1", account: "account-7");

        Assert.Equal(("X1", "account-7"), (recorded.Number, recorded.Account));
        var told = Assert.Single(await enrollment.App.PublishedAsync<XCertificateRecordedV1>()).Certificate;
        var expected = new XCertificateV1
        {
            Id = recorded.Id,
            LearnerId = learner,
            Institution = Bpc,
            Type = "network",
            Level = "junior",
            Evaluator = "skills",
            IssuedOn = Issued,
            State = "recorded",
            Version = 1,
        };
        Assert.Equal(expected, told);
    }

    [Theory, Engines]
    public async Task D21_a_number_of_an_evaluation_organisation_is_recorded_once_and_free_after_a_withdrawal(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var learner = await LearnerAsync(enrollment);
        await DefineAsync(enrollment, "welding", evaluator: "others");
        var first = await RecordAsync(enrollment, learner, "X1");
        var other = (await enrollment.EnrolAsync(Table1.ECommerce, "S2")).Id;

        var taken = await RecordAsync(enrollment, other, "X1")
            .ShouldBeProblemAsync("x-certificate-number-taken", HttpStatusCode.Conflict);
        await RecordAsync(enrollment, other, "X1", type: "welding");

        Assert.Equal("D21", taken.Rule);
        await enrollment.By(Bpc).WithdrawXCertificateAsync(first.Id, new() { Reason = "Of another learner." });
        await RecordAsync(enrollment, other, "X1");
    }

    [Theory, Engines]
    public async Task D21_a_certificate_has_a_level_of_a_defined_type_and_a_past_day(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var learner = await LearnerAsync(enrollment);

        await RecordAsync(enrollment, learner, "X1", type: "unknown")
            .ShouldBeProblemAsync("no-such-x-certificate-type", HttpStatusCode.UnprocessableEntity);
        var level = await RecordAsync(enrollment, learner, "X1", level: "expert")
            .ShouldBeProblemAsync("no-such-level", HttpStatusCode.UnprocessableEntity);
        var late = await RecordAsync(enrollment, learner, "X1", issuedOn: Day.AddDays(1))
            .ShouldBeProblemAsync("day-out-of-range", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("junior", level.Facts!.Value.GetProperty("levels")[0].GetString());
        var passes = DateOnly.Parse(late.Change!.Value.GetProperty("issuedOn").GetString()!, null);
        await RecordAsync(enrollment, learner, "X1", issuedOn: passes);
    }

    [Theory, Engines]
    public async Task D43_a_corrected_certificate_shows_both_values_and_the_reason(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var recorded = await RecordAsync(enrollment, await LearnerAsync(enrollment), "X1");
        await RecordAsync(enrollment, recorded.LearnerId, "X3");

        await enrollment.By(Bpc).CorrectXCertificateAsync(recorded.Id, Right("X3"))
            .ShouldBeProblemAsync("x-certificate-number-taken", HttpStatusCode.Conflict);
        await enrollment.By(Bpc).CorrectXCertificateAsync(recorded.Id, Right("X2"));

        var read = await enrollment.By(Ncut).GetXCertificateAsync(recorded.Id);
        Assert.Equal(("X2", "senior", 2), (read.Number, read.Level, read.Version));
        Assert.Equal(
            [("X1", "junior", null), ("X2", "senior", "A typing error.")],
            read.Versions.Select(version => (version.Number, version.Level, version.Reason)));
        Assert.Equal("senior", Assert.Single(await enrollment.App.PublishedAsync<XCertificateCorrectedV1>()).Certificate.Level);
    }

    [Theory, Engines]
    public async Task D43_a_withdrawn_certificate_stays_readable_and_is_not_corrected(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var recorded = await RecordAsync(enrollment, await LearnerAsync(enrollment), "X1");

        await enrollment.By(Bpc).WithdrawXCertificateAsync(recorded.Id, new() { Reason = "Revoked by its issuer." });

        var refused = await enrollment.By(Bpc).CorrectXCertificateAsync(recorded.Id, Right("X2"))
            .ShouldBeProblemAsync("x-certificate-not-recorded", HttpStatusCode.Conflict);
        Assert.Equal("D43", refused.Rule);
        var read = Assert.Single((await enrollment.By(Bpc).ListXCertificatesAsync(recorded.LearnerId)).Items);
        Assert.Equal(("withdrawn", "Revoked by its issuer."), (read.State, read.Versions[1].Reason));
        Assert.Equal("withdrawn", Assert.Single(await enrollment.App.PublishedAsync<XCertificateWithdrawnV1>()).Certificate.State);
    }

    private static CorrectXCertificateRequest Right(string number) => new()
    {
        Reason = "A typing error.",
        Type = "network",
        Level = "senior",
        Number = number,
        IssuedOn = Issued,
    };

    private static async Task<Guid> LearnerAsync(EnrollmentApp enrollment)
    {
        await DefineAsync(enrollment);
        await enrollment.ActiveAsync(Table1.ECommerce);
        return (await enrollment.EnrolAsync(Table1.ECommerce)).Id;
    }

    private static Task<XCertificateType> DefineAsync(
        EnrollmentApp enrollment, string code = "network", IReadOnlyList<string>? levels = null, string evaluator = "skills") =>
        enrollment.By(Bpc).DefineXCertificateTypeAsync(new()
        {
            Code = code,
            Name = "Network operation",
            Evaluator = evaluator,
            EvaluatorName = "Skills evaluation",
            Levels = levels,
        });

    private static Task<XCertificate> RecordAsync(
        EnrollmentApp enrollment, Guid learner, string number, string type = "network", string level = "junior",
        DateOnly? issuedOn = null, string? account = null) => enrollment.By(Bpc).RecordXCertificateAsync(learner, new()
        {
            Type = type,
            Level = level,
            Number = number,
            IssuedOn = issuedOn ?? Issued,
            Account = account,
        });
}
