using static Enrollment.Tests.EnrollmentApp;
using Testing;
using VocationalPlatform.Client.Enrollment;

namespace Enrollment.Tests;

/// <summary>The service with the paper's e-commerce articulation, whose own terms give 60 for an internship and at most 60.</summary>
internal sealed class CreditApp(EnrollmentApp enrollment, Guid articulation) : IAsyncDisposable
{
    public EnrollmentApp Enrollment => enrollment;

    public Guid Articulation => articulation;

    public static async Task<CreditApp> StartAsync(Engine engine)
    {
        var enrollment = await EnrollmentApp.StartAsync(engine);
        await enrollment.By(Bpc).DefineXCertificateTypeAsync(new()
        {
            Code = "network",
            Name = "Network operation",
            Evaluator = "skills",
            EvaluatorName = "Skills evaluation",
        });
        foreach (var code in new[] { "internship-1", "network-1", "A", "B", "C" }) await enrollment.DefineAsync(Bpc, code);
        foreach (var code in new[] { "N1", "N2" }) await enrollment.DefineAsync(Ncut, code);
        return new CreditApp(enrollment, (await enrollment.ActiveAsync(Table1.ECommerce)).Id);
    }

    /// <inheritdoc cref="EnrollmentApp.By"/>
    public EnrollmentClient By(string? org) => enrollment.By(org);

    public Task<CreditMapping> ProposeAsync(int cap, DateOnly? validFrom = null, string org = Bpc, params MappingLine[] lines) =>
        By(org).ProposeCreditMappingAsync(articulation, new()
        {
            ValidFrom = validFrom ?? Day,
            // For an earlier day it is a late record of what was agreed before.
            Correction = validFrom < Day,
            Reason = "For the new cohort.",
            Terms = new() { Cap = cap, Lines = lines.Length == 0 ? [Internship()] : lines },
        });

    /// <summary>A mapping that both institutions have agreed.</summary>
    public async Task<CreditMapping> AgreeAsync(int cap, DateOnly? validFrom = null, params MappingLine[] lines) =>
        await By(Ncut).AgreeCreditMappingAsync((await ProposeAsync(cap, validFrom, Bpc, lines)).Id);

    public static MappingLine Internship(
        int credits = 60, int? times = null, int? hours = null, string? grade = null, string? major = null, string code = "internship") =>
        new()
        {
            Code = code,
            Source = "placement",
            Module = "internship-1",
            Credits = credits,
            Times = times,
            MinimumHours = hours,
            MinimumGrade = grade,
            Major = major,
        };

    public static MappingLine X(int credits = 20, string level = "junior", bool? needsAccount = null) => new()
    {
        Code = $"x-{level}",
        Source = "x-certificate",
        Module = "network-1",
        Credits = credits,
        Type = "network",
        Level = level,
        NeedsAccount = needsAccount,
    };

    public async Task<Guid> LearnerAsync(DateOnly? enrolledOn = null, string studentNumber = "S1") =>
        (await enrollment.EnrolAsync(Table1.ECommerce, studentNumber, enrolledOn: enrolledOn)).Id;

    public Task<XCertificate> CertifyAsync(Guid learner, string level = "junior", string number = "X1", string? account = null) =>
        By(Bpc).RecordXCertificateAsync(learner, new()
        {
            Type = "network",
            Level = level,
            Number = number,
            IssuedOn = new(2026, 6, 1),
            Account = account,
        });

    public Task<Transcript> TranscriptAsync(Guid learner, DateOnly? knownOn = null) => By(Bpc).GetTranscriptAsync(learner, knownOn);

    public async Task<TranscriptEntry> OnlyEntryAsync(Guid learner) => (await TranscriptAsync(learner)).Entries.Single();

    public Task<Transcript> DecideAsync(Guid learner, string kind, Guid source, string decision) => By(Bpc).DecideCreditAsync(
        learner, new() { SourceKind = kind, SourceId = source, Decision = decision, Reason = "By the faculty board." });

    public ValueTask DisposeAsync() => enrollment.DisposeAsync();
}
