using Kernel.Data;
using Kernel.Http;

namespace Kernel.Personal;

/// <summary>The kinds of persons of a service.</summary>
internal sealed class DataSubjects(IEnumerable<DataSubject> all)
{
    public IReadOnlyList<DataSubject> All { get; } = [.. all];

    /// <summary>The one kind whose erasure this service decides.</summary>
    public DataSubject Owned => All.Single(subject => subject.Erasure is not null);

    /// <summary>A person of any kind, if the caller sees them.</summary>
    public async Task<FoundSubject?> FindAsync(IReader reader, Guid id, Act act)
    {
        foreach (var subject in All)
        {
            if (await subject.FindAsync(reader, id, act) is { } seen) return new(subject, seen);
        }
        return null;
    }

    /// <summary>Whether the caller decides about erasures for an institution.</summary>
    public bool IsOfficer(Caller caller) => caller.Org.Length > 0 && caller.Is(Owned.Roles[^1]);

    /// <summary>
    /// A request, for the institution that decides and for the person. After the erasure nobody is the person, and the institution reads it
    /// still.
    /// </summary>
    public async Task<(Erasure Erasure, SubjectSeen Seen)?> FindErasureAsync(IReader reader, Guid id, Act act)
    {
        if (await ErasureRow.FindAsync(reader, id) is not { } erasure) return null;
        if (erasure.Institution == act.Caller.Org && IsOfficer(act.Caller)) return (erasure, new(erasure.Institution, IsSelf: false));
        return await Owned.FindAsync(reader, erasure.PersonId, act) is { IsSelf: true } seen ? (erasure, seen) : null;
    }
}

/// <summary>A person that the caller sees.</summary>
internal sealed record FoundSubject(DataSubject Subject, SubjectSeen Seen);
