using Contracts.FacultyCertification;
using VocationalPlatform.Client.IndustryPartnership;
using static Contracts.Roles;

namespace Access.Tests;

/// <summary>How a minor's placement that awaits consent, and one that is paused, are made.</summary>
public sealed partial class PartnershipThings
{
    private static readonly DateOnly BirthDateOfAMinor = new(2010, 5, 1);

    private Dictionary<string, Func<Task<Thing>>> PlacementRecipes() => new()
    {
        ["MakeGuardianLink"] = async () =>
            new Thing((await AcceptedAsync(BirthDateOfAMinor)).Id) { Body = new { validHours = 24 }, ShownOnce = "url" },
        ["GetGuardianConsent"] = async () => new Thing((await LinkAsync()).Token),
        ["GiveGuardianConsent"] = async () => await LinkAsync() is var (token, textHash)
            ? new Thing(token) { Body = new { textHash, relation = "mother" } }
            : null!,
        ["RefuseConsent"] = async () => new Thing((await AcceptedAsync()).Id) { Body = new { refusedOn = Day, reason = "Too far." } },
        ["RecordGuardianRefusal"] = async () =>
            new Thing((await AcceptedAsync()).Id) { Body = new { documentHash = new string('a', 64), signedOn = Day } },
        ["StateNoGuardian"] = async () => new Thing((await AcceptedAsync()).Id) { Body = new { statedOn = Day } },
        ["ConfirmNoGuardian"] = async () => new Thing(await WithoutGuardianAsync()) { Body = new { confirmedOn = Day } },
        ["CorrectPlacementAct"] = async () =>
            new Thing((await ReadyAsync()).Id) { Body = new { act = "signature", on = Day, reason = "Another day." } },
        ["CorrectPlacementAct (guardian)"] = async () => new Thing((await ReadyAsync()).Id)
        {
            Body = new { act = "guardian-consent", withdrawn = true, reason = "Of another learner." },
        },
        ["KeepAgreementTemplate"] = () => Made(new Thing { Body = Template() }),
        ["ListAgreementTemplates"] = async () => new Thing { Listed = await KeepTemplateAsync("bpc") },
        ["NameMentor"] = async () => new Thing((await ReadyAsync()).Id) { Body = new { person = "person-3" } },
        ["PausePlacement"] = async () => new Thing(await PlacementAsync()) { Body = new { reason = "Illness.", pausedOn = Day } },
        ["ResumePlacement"] = async () => new Thing(await PausedAsync()) { Body = new { resumedOn = Day } },
        ["NameTeacher"] = async () => new Thing((await AcceptedAsync()).Id) { Body = new { teacherId = await TeacherAsync() } },
        ["GetPlacementTimeline"] = async () => new Thing(await PlacementAsync()),
        ["GetInternshipBoard"] = () => Made(new Thing { Query = "?cohort=2024" }),
    };

    private int templates;

    private static AgreementTemplatesRequest Template(string other = "Nothing.") => new()
    {
        Clauses = new()
        {
            BoardAndLodging = "A bed and three meals a day.",
            Rest = "Saturday and Sunday are free.",
            Payment = "By transfer on the 10th.",
            Protection = "Helmet and shoes.",
            OccupationalDisease = "Hearing is examined before and after.",
            Accident = "The insurance pays first.",
            Assessment = "By the logbook.",
            Breach = "Whoever breaks it says so.",
            Other = other,
        },
        Reason = "Another rule.",
    };

    /// <summary>Each with a clause of its own, by whose hash a list shows it.</summary>
    private async Task<string> KeepTemplateAsync(string institution) =>
        (await By(institution, Coordinator).KeepAgreementTemplateAsync(Template($"Number {++templates}."))).ClausesHash;

    private async Task<Guid> WithoutGuardianAsync() =>
        (await By("bpc", Learner).StateNoGuardianAsync((await AcceptedAsync()).Id, new() { StatedOn = Day })).Id;

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
        var link = await Office.MakeGuardianLinkAsync(placement.Id, new());
        return (link.Url!.Split('/')[^1], placement.TextHash!);
    }

    // Since the day before, so that the day of the tests is one on which it may go on.
    private async Task<Guid> PausedAsync()
    {
        var before = Day.AddDays(-1);
        var placement = await Office.StartPlacementAsync((await ReadyAsync(before)).Id, new() { StartedOn = before });
        return (await Manager.PausePlacementAsync(placement.Id, new() { Reason = "Illness.", PausedOn = before })).Id;
    }
}
