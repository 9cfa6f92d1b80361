using Kernel.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;

namespace Kernel.Hosting;

/// <summary>A token with this scope; scopes are the services' names.</summary>
internal sealed class NeedsScope(string scope) : AuthorizationHandler<NeedsScope>, IAuthorizationRequirement
{
    public string Scope => scope;

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, NeedsScope requirement)
    {
        if (context.User.FindAll("scope").Any(claim => claim.Value.Split(' ').Contains(scope))) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

/// <summary>A caller with one of these roles, acting for an organisation; ops act for none.</summary>
internal sealed class NeedsRole(string[] roles) : AuthorizationHandler<NeedsRole>, IAuthorizationRequirement
{
    public IReadOnlyList<string> Roles => roles;

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, NeedsRole requirement)
    {
        var caller = Caller.Of(context.User);
        if (roles.Any(role => caller.Is(role) && (caller.Org.Length > 0 || role == Tokens.Ops))) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

/// <summary>A refusal of access says what the token lacks.</summary>
internal sealed class AccessRefusals : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler otherwise = new();

    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        var lacking = authorizeResult.Forbidden ? authorizeResult.AuthorizationFailure?.FailedRequirements ?? [] : [];
        var refusal = lacking.OfType<NeedsScope>().FirstOrDefault() is { } scope ? CommonProblems.LacksScope(scope.Scope)
            : lacking.OfType<NeedsRole>().FirstOrDefault() is { } role
                ? CommonProblems.LacksRole(role.Roles, Caller.Of(context.User), RolesByKind.WhyNot(context))
            : null;
        return refusal?.ExecuteAsync(context) ?? otherwise.HandleAsync(next, context, policy, authorizeResult);
    }
}
