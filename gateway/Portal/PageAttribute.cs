namespace Gateway.Portal;

/// <summary>Makes a Razor component that inherits <see cref="PortalPage"/> a page of the portal. Nothing else registers it.</summary>
/// <param name="path">Its route. A parameter named <c>token</c> is a secret, which stays out of logs and traces.</param>
/// <param name="summary">What it does, for the OpenAPI document.</param>
/// <param name="roles">Who may open it, signed in with one of these roles; without a role, everybody.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PageAttribute(string path, string summary, params string[] roles) : Attribute
{
    /// <summary>The route.</summary>
    public string Path => path;

    /// <summary>What it does.</summary>
    public string Summary => summary;

    /// <summary>The roles that open it; empty for teachers, and for everybody.</summary>
    public IReadOnlyList<string> Roles => roles;

    /// <summary>
    /// Whether it is for teachers. A teacher has no role: it is whoever signs in with the claim <c>person</c>, and is neither a learner nor
    /// a mentor.
    /// </summary>
    public bool ForTeachers { get; init; }

    /// <summary>
    /// The place in the menu of those who may open it; 0 for none. The page's words <c>menu</c> and <c>about</c> name it.
    /// </summary>
    public int Menu { get; init; }

    /// <summary>A role whose holders do not find it in their menu, because another page does the same for them; null for none.</summary>
    public string? MenuNotFor { get; init; }
}
