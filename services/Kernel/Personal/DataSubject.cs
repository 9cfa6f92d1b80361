using Kernel.Data;
using Kernel.Http;
using MassTransit;

namespace Kernel.Personal;

/// <summary>A kind of person whose data a service holds, and what it knows about them.</summary>
public sealed record DataSubject
{
    /// <summary>What the person is called, such as <c>learner</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The roles of the person, and last that of the institution that holds the data.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>The role that decides about erasures for the institution.</summary>
    internal string Officer => Roles[^1];

    /// <summary>Whether the person's own tokens have one of these roles.</summary>
    public bool PersonNeedsRole { get; init; } = true;

    /// <summary>The person, if the caller is this person or may see them for an institution.</summary>
    public required Func<IReader, Guid, Act, Task<SubjectSeen?>> FindAsync { get; init; }

    /// <summary>All things that tell of the person, as the audit names them.</summary>
    public required Func<IReader, Guid, Task<IReadOnlyList<ThingOfPerson>>> ThingsAsync { get; init; }

    /// <summary>How an erasure goes here; null where another service owns the person and tells of it.</summary>
    public OwnedErasure? Erasure { get; init; }
}

/// <summary>What the owner of a person knows about an erasure.</summary>
public sealed record OwnedErasure
{
    /// <summary>Why the person's data are still needed on a day; null if they are not.</summary>
    public required Func<IReader, Guid, DateOnly, Task<Refusal?>> WhyNotAsync { get; init; }

    /// <summary>Whether an institution has ended, so that nobody decides there.</summary>
    public required Func<IReader, string, Task<bool>> HasEndedAsync { get; init; }

    /// <summary>Erases what stands in the person's own rows, audits it, and tells the other services.</summary>
    public Func<UnitOfWork, IPublishEndpoint, Guid, Act, Task> EraseAsync { get; init; } = (_, _, _, _) => Task.CompletedTask;
}

/// <summary>A person, as a caller sees them.</summary>
/// <param name="Institution">The institution that holds the data and decides about them.</param>
/// <param name="IsSelf">Whether the caller is the person.</param>
public sealed record SubjectSeen(string Institution, bool IsSelf);

/// <summary>A thing that tells of a person.</summary>
public sealed record ThingOfPerson
{
    /// <summary>Its kind, as the audit names it.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Its identity.</summary>
    public Guid Id { get; init; }

    /// <summary>Which part of it, where the audit names a part, such as a week of a placement.</summary>
    public string? Part { get; init; }

    /// <summary>Whether it tells of another person and only names this one: its replies go, and its values stay.</summary>
    public bool OnlyNames { get; init; }

    /// <summary>Its identity, as the audit has it.</summary>
    internal string Key => Part is null ? $"{Id}" : $"{Id}/{Part}";
}
