using Kernel;
using Kernel.Data;
using Kernel.Http;
using MassTransit;

namespace IndustryPartnership.Cooperation.Membership;

/// <summary>What organisations join: a consortium, a base or a project.</summary>
internal interface IJoined<T> : IVersioned
{
    Guid Id { get; }

    string State { get; }

    IReadOnlyList<Member> Members { get; }

    /// <summary>Whether it was founded, approved or started. From then on it is public, and events tell who joins and leaves.</summary>
    bool HasBegun { get; }

    /// <summary>Whether the caller sees invitations. Only organisations named in it do.</summary>
    bool ShowsInvitationsTo(Caller caller);

    /// <summary>The same, for a viewer who sees these of its members.</summary>
    T Showing(IReadOnlyList<Member> members);

    /// <summary>Its next version, with these members.</summary>
    T WithMembers(IReadOnlyList<Member> members, DateOnly today);

    /// <summary>Its next version, with these tags.</summary>
    T Tagged(Tags tags);

    /// <summary>Its state as of a day, from all known days. Tags have no days.</summary>
    T AsOf(DateOnly day);
}

internal static class Joined
{
    /// <summary>The thing as the caller sees it.</summary>
    public static T SeenBy<T>(this T thing, Caller caller) where T : IJoined<T> =>
        thing.ShowsInvitationsTo(caller) ? thing : thing.Showing(thing.Members.Accepted());

    /// <summary>Audit and history of a change: for everybody once the thing has begun, and before that for those named in it.</summary>
    public static Task KeepAsync<T>(this T next, UnitOfWork work, string kind, Done done, Act act) where T : IJoined<T> =>
        next.HasBegun && !done.ForParties
            ? History.RecordAsync(work, kind, next.Id, next.Showing(next.Members.Accepted()), History.Public, done, act)
            : History.RecordAsync(work, kind, next.Id, next, History.Parties, done, act);

    /// <summary>The same, and the event that the command names.</summary>
    public static async Task KeepAsync<T>(this T next, UnitOfWork work, IPublishEndpoint events, string kind, Done done, Act act)
        where T : IJoined<T>
    {
        await next.KeepAsync(work, kind, done, act);
        if (done.Fact is not null) await events.Publish(done.Fact);
    }
}
