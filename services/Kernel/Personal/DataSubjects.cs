using Kernel.Data;
using Kernel.Http;

namespace Kernel.Personal;

/// <summary>The kinds of persons of a service.</summary>
internal sealed class DataSubjects(IEnumerable<DataSubject> all)
{
    public IReadOnlyList<DataSubject> All { get; } = [.. all];

    /// <summary>A person of any kind, if the caller sees them.</summary>
    public async Task<FoundSubject?> FindAsync(IReader reader, Guid id, Act act)
    {
        foreach (var subject in All)
        {
            if (await subject.FindAsync(reader, id, act) is { } seen) return new(subject, seen);
        }
        return null;
    }

    /// <summary>The kind of person that a request for erasure is about. Its things are there before the erasure and after it.</summary>
    public async Task<DataSubject> OfAsync(IReader reader, Erasure erasure)
    {
        // What kind of person an id is never changes, so nothing is held for it.
        reader = (reader as UnitOfWork)?.WithoutHold() ?? reader;
        foreach (var subject in All.Where(subject => subject.Erasure is not null))
        {
            if ((await subject.ThingsAsync(reader, erasure.PersonId)).Count > 0) return subject;
        }
        throw new InvalidOperationException($"Nobody is the person of erasure {erasure.Id}.");
    }

    /// <summary>Whether the caller decides about erasures for an institution.</summary>
    public bool IsOfficer(Caller caller) =>
        caller.Org.Length > 0 && All.Any(subject => subject.Erasure is not null && caller.Is(subject.Officer));

    /// <summary>
    /// A request, for the institution that decides and for the person. After the erasure nobody is the person, and the institution reads it
    /// still.
    /// </summary>
    public async Task<(Erasure Erasure, SubjectSeen Seen)?> FindErasureAsync(IReader reader, Guid id, Act act)
    {
        if (await ErasureRow.FindAsync(reader, id) is not { } erasure) return null;
        var subject = await OfAsync(reader, erasure);
        var isOfficer = erasure.Institution == act.Caller.Org && act.Caller.Is(subject.Officer);
        if (isOfficer) return (erasure, new(erasure.Institution, IsSelf: false));
        return await subject.FindAsync(reader, erasure.PersonId, act) is { IsSelf: true } seen ? (erasure, seen) : null;
    }
}

/// <summary>A person that the caller sees.</summary>
internal sealed record FoundSubject(DataSubject Subject, SubjectSeen Seen);
