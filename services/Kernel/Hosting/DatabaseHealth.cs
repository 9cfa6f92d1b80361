using System.Data.Common;
using Kernel.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Kernel.Hosting;

/// <summary>Whether the schema is there and answers.</summary>
internal sealed class DatabaseHealth(Db db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct)
    {
        try
        {
            await db.SingleAsync<long>("SELECT COUNT(*) FROM $schema.outbox WHERE seq < 0", ct: ct);
            return HealthCheckResult.Healthy();
        }
        catch (DbException error)
        {
            return HealthCheckResult.Unhealthy("The database does not answer, or the schema is not migrated.", error);
        }
    }
}
