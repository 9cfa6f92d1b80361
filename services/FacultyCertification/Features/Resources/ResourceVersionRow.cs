using Kernel;
using Kernel.Data;

namespace FacultyCertification.Features.Resources;

/// <summary>Keeps a version of a resource, with what lists are filtered by.</summary>
internal static class ResourceVersionRow
{
    public static async Task AddAsync(UnitOfWork work, Resource next, string change, Act act, string? reason)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO faculty.resource_version (
                resource_id, version, kind, subject, terms, scope, consortium_id, state, withdrawn_on, change, reason, recorded_at,
                recorded_on)
            VALUES (
                @Id, @Version, @Kind, @Subject, @terms, @Scope, @ConsortiumId, @State, @WithdrawnOn, @change, @reason, @Now,
                @Today)
            """,
            new
            {
                next.Id,
                next.Version,
                next.Terms.Kind,
                next.Terms.Subject,
                terms = next.Terms.Write(),
                next.Sharing.Scope,
                next.Sharing.ConsortiumId,
                next.State,
                next.WithdrawnOn,
                change,
                reason,
                act.Now,
                act.Today,
            });
        foreach (var partner in next.Sharing.Partners ?? [])
        {
            await work.ExecuteAsync(
                "INSERT INTO faculty.resource_partner (resource_id, version, organisation) VALUES (@Id, @Version, @partner)",
                new { next.Id, next.Version, partner });
        }
        foreach (var module in next.Terms.Modules)
        {
            await work.ExecuteAsync(
                "INSERT INTO faculty.resource_module (resource_id, version, institution, code) VALUES (@Id, @Version, @Institution, @Code)",
                new { next.Id, next.Version, module.Institution, module.Code });
        }
        foreach (var measure in next.Terms.Measures)
        {
            await work.ExecuteAsync(
                "INSERT INTO faculty.resource_measure (resource_id, version, measure) VALUES (@Id, @Version, @measure)",
                new { next.Id, next.Version, measure });
        }
        await work.AuditAsync("resource", next.Id, next.Version, change, act, reason);
    }
}
