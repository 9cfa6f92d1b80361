using Contracts.IndustryPartnership;

namespace Enrollment.Tests;

/// <summary>What industry-partnership tells.</summary>
internal static class Facts
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);

    public static OrganisationV1 Organisation(string code, string kind, string state = "verified", int version = 1) =>
        new() { Code = code, Name = code, Kind = kind, State = state, Units = [], Version = version };

    public static AgreementV1 Agreement(params string[] parties) => new()
    {
        Id = Guid.NewGuid(),
        Title = "Cooperation",
        Kind = AgreementKind.Articulation,
        Parties = parties,
        State = "active",
        TextHash = new string('a', 64),
        ValidFrom = new DateOnly(2026, 1, 1),
        ValidUntil = new DateOnly(2030, 12, 31),
        Version = 1,
    };

    public static AgreementV1 Ended(AgreementV1 agreement, string state = "terminated") =>
        agreement with { State = state, Version = agreement.Version + 1 };

    public static PlacementV1 Placement(Guid learner, string grade = Grade.Good, int hours = 960, DateOnly? endsOn = null) => new()
    {
        Id = Guid.NewGuid(),
        SlotId = Guid.NewGuid(),
        LearnerId = learner,
        Institution = EnrollmentApp.Bpc,
        Enterprise = EnrollmentApp.Dji,
        StartsOn = new DateOnly(2026, 2, 1),
        EndsOn = endsOn ?? new DateOnly(2026, 7, 31),
        State = "completed",
        Kind = PlacementKind.PostInternship,
        Hours = hours,
        Grade = grade,
        Version = 2,
    };

    public static object Of(OrganisationV1 organisation) => organisation.State switch
    {
        "registered" => new OrganisationRegisteredV1 { OccurredAt = Now, Organisation = organisation },
        "closed" => new OrganisationClosedV1 { OccurredAt = Now, Organisation = organisation },
        _ => new OrganisationVerifiedV1 { OccurredAt = Now, Organisation = organisation },
    };

    public static object Of(AgreementV1 agreement) => agreement.State switch
    {
        "terminated" => new AgreementTerminatedV1 { OccurredAt = Now, Agreement = agreement },
        "expired" => new AgreementExpiredV1 { OccurredAt = Now, Agreement = agreement },
        _ => new AgreementActivatedV1 { OccurredAt = Now, Agreement = agreement },
    };

    public static AgreementAmendedV1 Amended(AgreementV1 agreement, DateOnly validUntil) =>
        new()
        {
            OccurredAt = Now,
            Agreement = agreement with { ValidUntil = validUntil, TextHash = new string('b', 64), Version = agreement.Version + 1 },
        };

    public static object Of(PlacementV1 placement) => placement.State switch
    {
        "completed" => new PlacementCompletedV1 { OccurredAt = Now, Placement = placement },
        "stopped" => new PlacementStoppedV1 { OccurredAt = Now, Placement = placement },
        "active" => new PlacementStartedV1 { OccurredAt = Now, Placement = placement },
        "assessed" => new PlacementAssessedV1 { OccurredAt = Now, Placement = placement },
        "paused" => new PlacementPausedV1 { OccurredAt = Now, Placement = placement },
        _ => new PlacementConfirmedV1 { OccurredAt = Now, Placement = placement },
    };
}
