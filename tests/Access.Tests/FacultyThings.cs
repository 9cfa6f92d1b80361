using Contracts.IndustryPartnership;
using FacultyCertification;
using static Contracts.Roles;

namespace Access.Tests;

[CollectionDefinition(FacultyCertificationService.Name)]
public sealed class FacultyCollection : ICollectionFixture<FacultyThings>;

/// <summary>Faculty certification: teachers of BPC; Shougang Institute of Technology is the third institution.</summary>
public sealed class FacultyThings() : Things(FacultyCertificationService.Name, "faculty", builder => builder.AddFacultyCertification(), app => app.MapFacultyCertification())
{
    // A teacher has no role of their own: whoever bears the person sees what is theirs. Here that is who comes as a learner or a mentor.
    public static readonly Table Answers = Table.Parse(
        """
        ListParkedMessages           | bpc | shougang-it | ops 200+, * 403                                            | ops 200+, * 403                          | ops 200+, * 403
        GetParkedMessage             | bpc | shougang-it | ops 200, * 403                                             | ops 200, * 403                           | ops 200, * 403
        ReplayParkedMessage          | bpc | shougang-it | ops 200, * 403                                             | ops 200, * 403                           | ops 200, * 403
        DiscardParkedMessage         | bpc | shougang-it | ops 200, * 403                                             | ops 200, * 403                           | ops 200, * 403
        RegisterTeacher              | bpc | shougang-it | teacher-office 201, * 403                                  | teacher-office 201, * 403                | * 403
        RegisterTeacher (enterprise) | bpc | dji         | teacher-office 201, * 403                                  | teacher-office 422, * 403                | * 403
        ListTeachers                 | bpc | shougang-it | teacher-office 200+, panel 200+, * 403                     | teacher-office 200-, panel 200-, * 403   | * 403
        GetTeacher                   | bpc | shougang-it | teacher-office 200, panel 200, learner 200, mentor 200, * 404 | * 404                                 | * 404
        RecordDeparture              | bpc | shougang-it | teacher-office 200, * 403                                  | teacher-office 404, * 403                | * 403
        RecordDecision               | bpc | shougang-it | panel 201, * 403                                           | panel 404, * 403                         | * 403
        ListDecisions                | bpc | shougang-it | teacher-office 200+, panel 200+, * 403                     | teacher-office 404, panel 404, * 403     | * 403
        GetDecision                  | bpc | shougang-it | teacher-office 200, panel 200, * 403                       | teacher-office 404, panel 404, * 403     | * 403
        RevokeCertificate            | bpc | shougang-it | teacher-office 200, * 403                                  | teacher-office 404, * 403                | * 403
        ListCertificates             | bpc | shougang-it | teacher-office 200+, panel 200+, * 403                     | teacher-office 200-, panel 200-, * 403   | * 403
        GetCertificate               | bpc | shougang-it | teacher-office 200, panel 200, learner 200, mentor 200, * 404 | * 404                                 | * 404
        DualQualifiedRatio           | bpc | shougang-it | * 200                                                      | * 200                                    | * 200
        """);

    public override Table Table => Answers;

    protected override object Unreadable { get; } = new OrganisationVerifiedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Organisation = null! };

    protected override IReadOnlyDictionary<string, Func<Task<Thing>>> Recipes => With(new()
    {
        ["RegisterTeacher"] = () => Task.FromResult(new Thing { Body = Teacher() }),
        ["ListTeachers"] = async () => new Thing { Listed = await TeacherAsync() },
        ["GetTeacher"] = async () => new Thing(await TeacherAsync()),
        ["RecordDeparture"] = async () => new Thing(await TeacherAsync()) { Body = new { lastDay = Day } },
        ["RecordDecision"] = async () => new Thing(await TeacherAsync()) { Body = Grant },
        ["ListDecisions"] = async () => await DecisionAsync() is var (teacher, decision, _) ? new Thing(teacher) { Listed = decision } : null!,
        ["GetDecision"] = async () => await DecisionAsync() is var (teacher, decision, _) ? new Thing(teacher, decision) : null!,
        ["RevokeCertificate"] = async () => new Thing((await DecisionAsync()).Certificate) { Body = new { revokedOn = Day, reason = "Ethics review failed." } },
        ["ListCertificates"] = async () => new Thing { Listed = (await DecisionAsync()).Certificate },
        ["GetCertificate"] = async () => new Thing((await DecisionAsync()).Certificate),
        ["DualQualifiedRatio"] = () => Task.FromResult(new Thing { Query = "?institution=bpc" }),
    });

    private static object Grant => new { outcome = "granted", decidedOn = new DateOnly(2026, 6, 30), panel = new[] { "member-1", "member-2" }, grounds = "Evidence reviewed.", level = "senior" };

    protected override async Task SetUpAsync()
    {
        foreach (var (code, kind) in new[] { ("bpc", OrganisationKind.VocationalCollege), ("shougang-it", OrganisationKind.University), ("dji", OrganisationKind.Enterprise) })
        {
            await App.DeliverAsync(new OrganisationVerifiedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Organisation = new() { Code = code, Name = code, Kind = kind, State = "verified", Units = [], Version = 1 } });
        }
    }

    private object Teacher() => new { staffNumber = $"T{Next()}", category = "specialist", employedFrom = new DateOnly(2015, 9, 1), person = Person };

    private async Task<string> TeacherAsync() => (await DoAsync("bpc", TeacherOffice, "/teachers", Teacher())).GetProperty("id").GetString()!;

    private async Task<(string Teacher, string Decision, string Certificate)> DecisionAsync()
    {
        var teacher = await TeacherAsync();
        var decision = await DoAsync("bpc", Panel, $"/teachers/{teacher}/decisions", Grant);
        return (teacher, decision.GetProperty("id").GetString()!, decision.GetProperty("certificateId").GetString()!);
    }
}
