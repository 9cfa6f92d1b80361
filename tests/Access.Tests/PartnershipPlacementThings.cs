using Contracts.FacultyCertification;
using static Contracts.Roles;

namespace Access.Tests;

/// <summary>How a minor's placement that awaits consent, and one that is paused, are made.</summary>
public sealed partial class PartnershipThings
{
    private static readonly DateOnly BirthDateOfAMinor = new(2010, 5, 1);

    private Dictionary<string, Func<Task<Thing>>> PlacementRecipes() => new()
    {
        ["MakeGuardianLink"] = async () => new Thing(
            Id(await AcceptedAsync(BirthDateOfAMinor)))
        { Body = new { validHours = 24 }, ShownOnce = "url" },
        ["GetGuardianConsent"] = async () => new Thing((await LinkAsync()).Token),
        ["GiveGuardianConsent"] = async () => await LinkAsync() is var (token, textHash)
            ? new Thing(token) { Body = new { textHash, relation = "mother" } }
            : null!,
        ["RefuseConsent"] = async () => new Thing(Id(await AcceptedAsync())) { Body = new { refusedOn = Day, reason = "Too far." } },
        ["RecordGuardianRefusal"] = async () =>
            new Thing(Id(await AcceptedAsync())) { Body = new { documentHash = new string('a', 64), signedOn = Day } },
        ["StateNoGuardian"] = async () => new Thing(Id(await AcceptedAsync())) { Body = new { statedOn = Day } },
        ["ConfirmNoGuardian"] = async () => new Thing(await WithoutGuardianAsync()) { Body = new { confirmedOn = Day } },
        ["CorrectPlacementAct"] = async () =>
            new Thing(Id(await ReadyAsync())) { Body = new { act = "signature", on = Day, reason = "Another day." } },
        ["CorrectPlacementAct (guardian)"] = async () =>
            new Thing(Id(await ReadyAsync())) { Body = new { act = "guardian-consent", withdrawn = true, reason = "Of another learner." } },
        ["KeepAgreementTemplate"] = () => Made(new Thing { Body = Template() }),
        ["ListAgreementTemplates"] = async () => new Thing { Listed = await KeepTemplateAsync("bpc") },
        ["NameMentor"] = async () => new Thing(Id(await ReadyAsync())) { Body = new { person = "person-3" } },
        ["PausePlacement"] = async () => new Thing(await PlacementAsync()) { Body = new { reason = "Illness.", pausedOn = Day } },
        ["ResumePlacement"] = async () => new Thing(await PausedAsync()) { Body = new { resumedOn = Day } },
        ["NameTeacher"] = async () => new Thing(Id(await AcceptedAsync())) { Body = new { teacherId = await TeacherAsync() } },
        ["GetPlacementTimeline"] = async () => new Thing(await PlacementAsync()),
        ["GetInternshipBoard"] = () => Made(new Thing { Query = "?cohort=2024" }),
    };

    private static object Template() => new
    {
        clauses = new
        {
            boardAndLodging = "A bed and three meals a day.",
            rest = "Saturday and Sunday are free.",
            payment = "By transfer on the 10th.",
            protection = "Helmet and shoes.",
            occupationalDisease = "Hearing is examined before and after.",
            accident = "The insurance pays first.",
            assessment = "By the logbook.",
            breach = "Whoever breaks it says so.",
            other = "Nothing.",
        },
        reason = "Another rule.",
    };

    private int templates;

    /// <summary>Each with a clause of its own, by whose hash a list shows it.</summary>
    private async Task<string> KeepTemplateAsync(string institution)
    {
        var body = System.Text.Json.JsonSerializer.SerializeToNode(Template())!;
        body["clauses"]!["other"] = $"Number {++templates}.";
        return (await DoAsync(institution, Coordinator, "/agreement-templates", body)).GetProperty("clausesHash").GetString()!;
    }

    private async Task<string> WithoutGuardianAsync()
    {
        var id = Id(await AcceptedAsync());
        await DoAsync("bpc", Learner, $"/placements/{id}/no-guardian", new { statedOn = Day });
        return id;
    }

    private async Task<Guid> TeacherAsync()
    {
        var certificate = new CertificateV1
        {
            Id = Guid.NewGuid(),
            TeacherId = Guid.NewGuid(),
            Institution = "bpc",
            Level = "senior",
            State = "certified",
            ValidFrom = Day,
            ValidUntil = Day.AddYears(5),
            Version = 1,
        };
        await App.DeliverAsync(new TeacherCertifiedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Certificate = certificate });
        return certificate.TeacherId;
    }

    private async Task<(string Token, string TextHash)> LinkAsync()
    {
        var placement = await AcceptedAsync(BirthDateOfAMinor);
        var link = await DoAsync("bpc", Coordinator, $"/placements/{Id(placement)}/guardian-link", new { });
        return (link.GetProperty("url").GetString()!.Split('/')[^1], placement.GetProperty("textHash").GetString()!);
    }

    // Since the day before, so that the day of the tests is one on which it may go on.
    private async Task<string> PausedAsync()
    {
        var id = Id(await DoAsync(
            "bpc", Coordinator, $"/placements/{Id(await ReadyAsync(Day.AddDays(-1)))}/start", new { startedOn = Day.AddDays(-1) }));
        await DoAsync("dji", InternshipManager, $"/placements/{id}/pause", new { reason = "Illness.", pausedOn = Day.AddDays(-1) });
        return id;
    }
}
