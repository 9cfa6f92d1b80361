using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace Gateway.Portal;

/// <summary>Who is signed in.</summary>
/// <param name="Name">As the issuer names them, for the head of a page.</param>
/// <param name="Org">The code of the organisation that they act for; empty without one.</param>
/// <param name="Id">The opaque person of a learner, mentor or panel member; empty without one.</param>
/// <param name="Roles">Their roles for that organisation.</param>
/// <param name="Token">Their access token, which stays on the server.</param>
public sealed record Person(string Name, string Org, string Id, IReadOnlySet<string> Roles, string Token)
{
    /// <summary>Whether they may be a teacher, who has no role. The API decides whose record is theirs.</summary>
    public bool IsTeacher => Id.Length > 0 && !Roles.Contains(Contracts.Roles.Learner) && !Roles.Contains(Contracts.Roles.Mentor);

    internal static Person? Of(AuthenticateResult session) =>
        session is { Succeeded: true, Principal: { } who } && session.Properties?.GetTokenValue("access_token") is { } token
            ? new Person(
                who.FindFirstValue("name") ?? who.FindFirstValue("sub")!,
                who.FindFirstValue("org") ?? "",
                who.FindFirstValue("person") ?? "",
                who.FindAll("roles").Select(role => role.Value).ToHashSet(),
                token)
            : null;
}
