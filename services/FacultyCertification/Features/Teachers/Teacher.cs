using Contracts;
using Contracts.FacultyCertification;
using FacultyCertification.Rules;
using Kernel.Http;

namespace FacultyCertification.Features.Teachers;

/// <summary>
/// A teacher, without a name, as one institution employs them. The teacher office and the panel of the institution see it, and so does the
/// teacher. A person is one teacher at all institutions: certificates and history follow them (D14, D19).
/// </summary>
public sealed record Teacher : IVersioned
{
    /// <summary>The teacher's identity, the same at each institution.</summary>
    public required Guid Id { get; init; }

    /// <summary>The identity of this employment.</summary>
    public required Guid EmploymentId { get; init; }

    /// <summary>The code of the institution that employs the teacher.</summary>
    public required string Institution { get; init; }

    /// <summary>The institution's own number, unique there.</summary>
    [SortKey]
    public required string StaffNumber { get; init; }

    /// <summary><c>specialist</c>, <c>internship-instructor</c> or <c>general</c>; the last is outside the ratio (D14).</summary>
    [OneOf(typeof(Scope))]
    public required string Category { get; init; }

    /// <summary>The code of the institution's unit that the teacher belongs to. Without one, no vote on a panel (D16).</summary>
    public required string? Unit { get; init; }

    /// <summary>What the teacher teaches.</summary>
    public required IReadOnlyList<string> Subjects
    {
        get => SubjectLines.Length == 0 ? [] : SubjectLines.Split('\n');
        init => SubjectLines = string.Join('\n', value);
    }

    /// <summary><c>full-time</c>, or <c>part-time</c> from an enterprise.</summary>
    [OneOf(FullTime, PartTime)]
    public required string Kind { get; init; }

    /// <summary>Of a part-time teacher: the code of the enterprise.</summary>
    public required string? Enterprise { get; init; }

    /// <summary>The opaque identifier in the teacher's own tokens, if the teacher has one.</summary>
    public required string? Person { get; init; }

    /// <summary>The first day of employment.</summary>
    public required DateOnly EmployedFrom { get; init; }

    /// <summary>The last day of employment, once a departure is recorded.</summary>
    public required DateOnly? LastDay { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    internal const string FullTime = "full-time";
    internal const string PartTime = "part-time";

    /// <summary>The place in the sequence of all employments.</summary>
    internal long Seq { get; init; }

    /// <summary>The subjects as they are stored, one a line.</summary>
    internal string SubjectLines { get; init; } = "";

    internal Employment Employment => new(EmployedFrom, LastDay);

    /// <summary>Whether the caller applies for a teacher: the teacher in person, or the teacher office on their behalf.</summary>
    internal static bool AppliesFor(Caller caller, string institution, string? person) =>
        caller.Org == institution && (caller.Is(Roles.TeacherOffice) || caller.Person == person);

    internal bool IsRepresentedBy(Caller caller) => AppliesFor(caller, Institution, Person);

    /// <summary>A new employment of a person who is a teacher already, or of a new teacher.</summary>
    internal static Teacher Registered(RegisterTeacher.Request request, string institution, KnownTeacher? known) => new()
    {
        Id = known?.Id ?? Guid.CreateVersion7(),
        EmploymentId = Guid.CreateVersion7(),
        Institution = institution,
        StaffNumber = request.StaffNumber,
        Category = request.Category,
        Unit = request.Unit,
        Subjects = request.Subjects ?? [],
        Kind = request.Kind ?? FullTime,
        Enterprise = request.Enterprise,
        Person = request.Person,
        EmployedFrom = request.EmployedFrom,
        LastDay = null,
        Version = (known?.Version ?? 0) + 1,
    };

    internal Teacher CorrectedTo(RegisterTeacher.Request request, KnownTeacher home) => this with
    {
        Id = home.Id,
        StaffNumber = request.StaffNumber,
        Category = request.Category,
        Unit = request.Unit,
        Subjects = request.Subjects ?? [],
        Kind = request.Kind ?? FullTime,
        Enterprise = request.Enterprise,
        Person = request.Person,
        EmployedFrom = request.EmployedFrom,
        Version = home.Version + 1,
    };

    /// <param name="lastDay">The last day; null if the teacher did not depart.</param>
    internal Teacher LeavingAfter(DateOnly? lastDay) => this with { LastDay = lastDay, Version = Version + 1 };

    /// <summary>With another certificate: the employment does not change, but nothing else comes between.</summary>
    internal Teacher Certified() => this with { Version = Version + 1 };

    internal TeacherEmploymentV1 ToEmployment() =>
        new() { Id = EmploymentId, Institution = Institution, From = EmployedFrom, LastDay = LastDay };
}

/// <summary>A teacher whom this service knows, at a version.</summary>
internal sealed record KnownTeacher
{
    public Guid Id { get; init; }
    public int Version { get; init; }
}
