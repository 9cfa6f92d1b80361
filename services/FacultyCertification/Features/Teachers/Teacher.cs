using Contracts;
using Contracts.FacultyCertification;
using FacultyCertification.Rules;
using Kernel.Http;

namespace FacultyCertification.Features.Teachers;

/// <summary>A teacher, without a name. The teacher office and the panel of the institution see it, and so does the teacher.</summary>
public sealed record Teacher : IVersioned
{
    /// <summary>Its identity here.</summary>
    public required Guid Id { get; init; }

    /// <summary>The code of the institution that employs the teacher.</summary>
    public required string Institution { get; init; }

    /// <summary>The institution's own number, unique there.</summary>
    public required string StaffNumber { get; init; }

    /// <summary><c>specialist</c>, <c>internship-instructor</c> or <c>general</c>; the last is outside the ratio (D14).</summary>
    public required string Category { get; init; }

    /// <summary>The opaque identifier in the teacher's own tokens, if the teacher has one.</summary>
    public required string? Person { get; init; }

    /// <summary>The first day of employment.</summary>
    public required DateOnly EmployedFrom { get; init; }

    /// <summary>The last day of employment, once a departure is recorded.</summary>
    public required DateOnly? LastDay { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The place in the sequence of all teachers.</summary>
    internal long Seq { get; init; }

    internal Employment Employment => new(EmployedFrom, LastDay);

    /// <summary>Whether the caller applies for a teacher: the teacher in person, or the teacher office on their behalf.</summary>
    internal static bool AppliesFor(Caller caller, string institution, string? person) =>
        caller.Org == institution && (caller.Is(Roles.TeacherOffice) || caller.Person == person);

    internal bool IsRepresentedBy(Caller caller) => AppliesFor(caller, Institution, Person);

    internal Teacher LeavingAfter(DateOnly lastDay) => this with { LastDay = lastDay, Version = Version + 1 };

    /// <summary>With another certificate: the employment does not change, but nothing else comes between.</summary>
    internal Teacher Certified() => this with { Version = Version + 1 };

    internal TeacherV1 ToEvent() => new() { Id = Id, Institution = Institution, LastDay = LastDay, Version = Version };
}
