namespace Platform.Tests.Crash;

/// <summary>What is in the files of the three services, in numbers that a lost or a doubled effect would change.</summary>
internal sealed record Ledger
{
    public required long Organisations { get; init; }
    public required long Changes { get; init; }
    public required long KnownToEnrollment { get; init; }
    public required long KnownToFaculty { get; init; }
    public required long Credits { get; init; }
    public required long EnrollmentInbox { get; init; }
    public required long FacultyInbox { get; init; }
    public required long PartnershipInbox { get; init; }

    /// <summary>Messages that are in an outbox still.</summary>
    public required long Waiting { get; init; }

    /// <summary>Messages that nobody could take.</summary>
    public required long Parked { get; init; }

    public static async Task<Ledger> ReadAsync(Installation platform) => new()
    {
        Organisations = await platform.CountAsync(Service.Partnership, "organisation"),
        Changes = await platform.CountAsync(Service.Partnership, "audit"),
        KnownToEnrollment = await platform.CountAsync(Service.Enrollment, "organisation"),
        KnownToFaculty = await platform.CountAsync(Service.Faculty, "institution"),
        Credits = await platform.CountAsync(Service.Enrollment, "placement_fact"),
        EnrollmentInbox = await platform.CountAsync(Service.Enrollment, "inbox"),
        FacultyInbox = await platform.CountAsync(Service.Faculty, "inbox"),
        PartnershipInbox = await platform.CountAsync(Service.Partnership, "inbox"),
        Waiting = await SumAsync(platform, "outbox"),
        Parked = await SumAsync(platform, "parked"),
    };

    /// <summary>What there is to be when so many organisations were registered, and so many placements completed.</summary>
    public Ledger After(int registered, int completed) => this with
    {
        Organisations = Organisations + registered,
        Changes = Changes + registered + completed,
        KnownToEnrollment = KnownToEnrollment + registered,
        KnownToFaculty = KnownToFaculty + registered,
        Credits = Credits + completed,
        EnrollmentInbox = EnrollmentInbox + registered + completed,
        FacultyInbox = FacultyInbox + registered,
        Waiting = 0,
    };

    /// <summary>Whether as much is known to the others as is expected, and no message waits.</summary>
    public bool HasArrived(Ledger expected) =>
        Waiting == 0 && KnownToEnrollment >= expected.KnownToEnrollment && KnownToFaculty >= expected.KnownToFaculty;

    private static async Task<long> SumAsync(Installation platform, string table)
    {
        var sum = 0L;
        foreach (var service in Service.Three) sum += await platform.CountAsync(service, table);
        return sum;
    }
}
