using FacultyCertification;
using Kernel.Hosting;

Cultures.Load();

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddServiceDefaults(FacultyCertificationService.Name);
builder.AddFacultyCertification();

var app = builder.Build();
app.MapServiceDefaults();
app.MapFacultyCertification();
return await app.RunServiceAsync(args);
