using System.Net;
using System.Net.Http.Headers;
using VocationalPlatform.Client.Enrollment;
using VocationalPlatform.Client.FacultyCertification;
using VocationalPlatform.Client.IndustryPartnership;
using Yarp.ReverseProxy;

namespace Gateway.Portal;

/// <summary>
/// The public API of the services, called with the token of the person who is signed in. The portal has no other way to a service, so a
/// page can do nothing that the API refuses.
/// </summary>
public sealed class PlatformClients(IProxyStateLookup proxy, IHttpMessageHandlerFactory handlers)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    internal static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddHttpClient(nameof(PlatformClients)).RemoveAllLoggers();
        builder.Services.AddSingleton<PlatformClients>();
    }

    /// <summary>Enrollment, as this visitor.</summary>
    public EnrollmentClient Enrollment(Visit visit) => new(Client("enrollment", visit));

    /// <summary>Faculty-certification, as this visitor.</summary>
    public FacultyCertificationClient Faculty(Visit visit) => new(Client("faculty-certification", visit));

    /// <summary>Industry-partnership, as this visitor.</summary>
    public IndustryPartnershipClient Partnership(Visit visit) => new(Client("industry-partnership", visit));

    private HttpClient Client(string service, Visit visit)
    {
        // A service that does not answer is not asked here either.
        if (!proxy.TryGetCluster(service, out var cluster)
            || cluster.DestinationsState.AvailableDestinations is not [var destination, ..]) throw new ServiceDownException(service);
        var client = new HttpClient(new Telling(service, handlers.CreateHandler(nameof(PlatformClients))), disposeHandler: false)
        {
            BaseAddress = new Uri(destination.Model.Config.Address),
            Timeout = Patience,
        };
        if (visit.Person is { } person) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", person.Token);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(visit.Language.Code);
        return client;
    }

    /// <summary>Tells which service it is that does not answer.</summary>
    private sealed class Telling(string service, HttpMessageHandler connections) : DelegatingHandler(connections)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                var reply = await base.SendAsync(request, cancellationToken);
                return reply.StatusCode is HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
                    or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
                    ? throw new ServiceDownException(service)
                    : reply;
            }
            catch (HttpRequestException)
            {
                throw new ServiceDownException(service);
            }
            catch (TaskCanceledException)
            {
                throw new ServiceDownException(service);
            }
        }
    }
}
